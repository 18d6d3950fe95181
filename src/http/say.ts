/** How pages say what the domain knows: one door to `src/domain/texts` with the language already chosen. */

import type { BookLine, BookView, Remark } from '#credits/contract'
import type { Requirement } from '#domain/books/progress'
import type { EntryAction } from '#domain/entries/entry'
import type { Hours } from '#domain/hours'
import type { CalendarDate, ModuleForm, ModuleKind } from '#domain/kinds'
import { clauseText } from '#domain/texts/clause'
import { formatDateLong, formatDateShort, formatMonth } from '#domain/texts/dates'
import type { Lang } from '#domain/texts/lang'
import { withNumbers } from '#domain/texts/numbered'
import { decimalOf, formatHoursEn, formatHoursRu } from '#domain/texts/numbers'
import { progressSentence, surplusSentence } from '#domain/texts/progress-sentence'
import { catalogues, reasonText, remarkText, requirementText } from '#domain/texts/texts'

export { nbsp } from '#domain/texts/nbsp'

export interface Speech {
  /** «8 ч» */
  hours(hours: Hours): string
  /** «84 часа» */
  hoursLong(hours: Hours): string
  /** «36,5» */
  number(hours: Hours): string
  count(value: number): string
  /** «15.11.2026» */
  date(date: CalendarDate): string
  /** «15 ноября 2026» */
  dateLong(date: CalendarDate): string
  /** «март 2027» */
  month(date: CalendarDate): string
  kind(kind: ModuleKind): string
  form(form: ModuleForm): string
  action(action: EntryAction): string
  role(role: string): string
  clause(clause: string): string
  /** «Обычно это 5 дней.» */
  usually(days: number): string
  reason(line: BookLine): { text: string; remedy: string } | undefined
  /** «Отклонено 22 ноября 2026, …: «…».», as the learner reads it. */
  rejection(facts: { date: CalendarDate; name: string; why: string }): string
  requirement(requirement: Requirement): { text: string; remedy?: string }
  remark(remark: Remark): string
  sentence(book: SentencedBook): string
  /** Empty when nothing is beyond the required hours. */
  surplus(book: Pick<BookView, 'progress' | 'regulation'>): string
}

type SentencedBook = Pick<
  BookView,
  'progress' | 'programme' | 'certificate' | 'regulation' | 'source' | 'issueDays'
>

export function speech(lang: Lang): Speech {
  const words = catalogues[lang]
  const format = lang === 'ru' ? formatHoursRu : formatHoursEn
  const numbers = new Intl.NumberFormat(lang, { useGrouping: 'min2' })
  return {
    hours: hours => format(hours, 'short'),
    hoursLong: hours => format(hours, 'sentence'),
    number: hours => decimalOf(hours, lang),
    count: value => numbers.format(value),
    date: date => formatDateShort(date, lang),
    dateLong: date => formatDateLong(date, lang),
    month: date => formatMonth(date, lang),
    kind: kind => words.kinds[kind] ?? kind,
    form: form => words.forms[form] ?? form,
    action: action => words.actions[action],
    role: role => words.roles[role as keyof typeof words.roles] ?? role,
    clause: clause => clauseText(clause, lang),
    usually: days => words.usually(days),
    reason: line => reasonText(withNumbers(line.counted, line.numberOf), lang),
    rejection: facts => reasonText({ reason: 'rejected', facts }, lang)?.text ?? '',
    requirement: requirement => requirementText(requirement, lang),
    remark: remark => remarkText(remark as Parameters<typeof remarkText>[0], lang),
    sentence: book => sentenceOf(book, lang),
    surplus: ({ progress, regulation: { rules } }) => surplusSentence(progress, { lang, regulation: rules }),
  }
}

function sentenceOf(
  { progress, programme, certificate, regulation, source, issueDays }: SentencedBook,
  lang: Lang,
): string {
  const snapshot = certificate?.state === 'issued' ? certificate.snapshot : undefined
  return progressSentence(progress, {
    lang,
    regulation: regulation.rules,
    issuer: programme.issuer.name,
    ...(source !== undefined && { source }),
    ...(issueDays !== undefined && { issueDays }),
    ...(snapshot && { certificate: { number: snapshot.registrationNumber, on: snapshot.issuedOn } }),
  })
}
