/** Names of clauses: the regulations cite in Russian, English texts translate the abbreviation. */
import type { Lang } from './lang.ts'

const ENGLISH: readonly [RegExp, string][] = [
  [/пп\./g, 'cll.'],
  [/п\./g, 'cl.'],
  [/ст\./g, 'art.'],
  [/Приложение/g, 'Annex'],
  [/строка/g, 'row'],
  [/раздел/g, 'section'],
]

/** `п. 2.6` → `cl. 2.6`; unchanged in Russian. */
export function clauseText(clause: string, lang: Lang): string {
  return lang === 'ru' ? clause : ENGLISH.reduce((text, [ru, en]) => text.replace(ru, en), clause)
}

/** ` (п. 2.6)`, or nothing. */
export function inBrackets(clause: string | undefined, lang: Lang): string {
  return clause ? ` (${clauseText(clause, lang)})` : ''
}
