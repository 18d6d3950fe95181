/** Numbers and hours as people read them. Hours come exact, as hundredths; the text never rounds. */
import { type Hours, parseHours } from '../hours.ts'
import type { Lang } from './lang.ts'
import { hourForms, pluralRu } from './plural-ru.ts'

/** Thousands from five digits on: `1240`, `12 400` (ru), `12,400` (en). */
function grouped(digits: string, separator: string): string {
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, separator)
}

/** `3650` → `36,5` (ru) or `36.5` (en); no zeros at the end. */
export function decimalOf(hours: Hours, lang: Lang): string {
  const whole = grouped(String(Math.trunc(hours / 100)), lang === 'ru' ? '\u00a0' : ',')
  const hundredths = hours % 100
  if (hundredths === 0) return whole
  const fraction = hundredths % 10 === 0 ? hundredths / 10 : String(hundredths).padStart(2, '0')
  return `${whole}${lang === 'ru' ? ',' : '.'}${fraction}`
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
