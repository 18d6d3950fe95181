/** Numbers and hours as people read them. Hours come exact, as hundredths; the text never rounds. */
import { formatHours, type Hours, parseHours } from '../hours.ts'
import type { Lang } from './lang.ts'
import { hourForms, pluralRu } from './plural-ru.ts'

/** Thousands from five digits on: `1240`, `12 400` (ru), `12,400` (en). */
function grouped(digits: string, separator: string): string {
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, separator)
}

/** `3650` → `36,5` (ru) or `36.5` (en); no zeros at the end. */
export function decimalOf(hours: Hours, lang: Lang): string {
  const [whole = '0', fraction = ''] = formatHours(hours).split('.')
  const rest = fraction.replace(/0+$/, '')
  const mark = lang === 'ru' ? ',' : '.'
  return grouped(whole, lang === 'ru' ? '\u00a0' : ',') + (rest && mark + rest)
}

/** In a sentence «84 часа», «36,5 часа»; in a table (`short`) «84 ч», «36,5 ч». */
export function formatHoursRu(hours: Hours, style: 'sentence' | 'short' = 'sentence'): string {
  const number = decimalOf(hours, 'ru')
  return style === 'short' ? `${number} ч` : `${number} ${pluralRu(hours / 100, hourForms)}`
}

/** `84 hours`, `1 hour`; `short`: `84 h`. */
export function formatHoursEn(hours: Hours, style: 'sentence' | 'short' = 'sentence'): string {
  const number = decimalOf(hours, 'en')
  return style === 'short' ? `${number} h` : `${number} ${hours === 100 ? 'hour' : 'hours'}`
}

/** The number of a fact such as `"8.00"`, without its unit. */
export function factHours(fact: string | number | undefined, lang: Lang): string {
  return decimalOf(parseHours(String(fact ?? '0')), lang)
}
