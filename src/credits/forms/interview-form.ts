/** «Собеседование с педагогом по результатам обучения на КПК» (Омск, приложение 3) with what was answered, as it is recorded. */

import type { FormSignature, PrintedForm } from '#domain/certificates/printed-form'
import type { CalendarDate } from '#domain/kinds'
import { fullName } from '#domain/names/full-name'
import { fileSlug } from '#domain/names/transliterate'
import { isWithdrawn } from '#domain/records/record'
import type { FormSheet } from '#domain/regulations/data'
import type { Regulation } from '#domain/regulations/regulation'
import { localDate } from '#domain/time/local-date'
import type { BookRecord } from '#store/ports/records'
import type { RecordsView } from '../records/contract.ts'
import { type CellsById, fillForm } from './fill-form.ts'
import { formWords, roleTitle } from './words.ts'

export const INTERVIEW = 'interview'
type Interview = NonNullable<Regulation['interview']>

/** The two columns of the text. */
export const interviewSheet = ({ title, clause }: Interview): FormSheet => ({
  id: INTERVIEW,
  title: title ?? { ru: formWords.interview, en: 'Interview' },
  columns: [
    { id: 'stage', title: { ru: formWords.stages, en: 'Stages' } },
    { id: 'topics', title: { ru: formWords.topics, en: 'Topics' } },
  ],
  clause,
})

/** Each stage beside what is talked about; `answered` gives the lines below that. */
export function interviewRows(
  { stages }: Interview,
  answered: (stage: string) => readonly string[] = () => [],
): CellsById[] {
  return stages.map(({ title, topics }) => ({
    stage: { text: title.ru },
    topics: { text: [...topics.map(each => each.ru), ...answered(title.ru)].join('\n') },
  }))
}

/** @param today at the issuing organisation @returns `undefined` where the regulation has no interview */
export function buildInterviewForm(
  view: RecordsView,
  { today, timeZone }: { today: CalendarDate; timeZone: string },
): PrintedForm | undefined {
  const { learner, programme, regulation } = view
  const { interview } = regulation
  if (!interview) return undefined
  const held = view.records.filter(each => each.content.kind === 'interview' && !isWithdrawn(each))
  const sheet = interviewSheet(interview)
  const answered = (stage: string) =>
    held.filter(({ content }) => content.title === stage).flatMap(formWords.answered)
  return {
    file: `${INTERVIEW}-${fileSlug(learner.familyName)}-${today}`,
    title: sheet.title.ru,
    head: [
      formWords.learner(fullName(learner)),
      ...(learner.organisation ? [formWords.organisation(learner.organisation)] : []),
      formWords.programme(programme.title),
      regulation.title.ru,
    ],
    ...fillForm(sheet, interviewRows(interview, answered)),
    isBlank: held.length === 0,
    foot: [],
    signatures: signaturesOf(held, regulation, timeZone),
    printedOn: today,
  }
}

/** Whoever recorded an answer, once a day; a rule to write on where nobody has. */
function signaturesOf(
  records: readonly BookRecord[],
  regulation: Regulation,
  timeZone: string,
): FormSignature[] {
  const names = records.flatMap(({ history }) => {
    const last = history.at(-1)
    if (!last) return []
    const role = roleTitle(last.byRole, regulation)
    return [formWords.signed(last.byName, role, localDate(new Date(last.at), timeZone))]
  })
  const post = formWords.step('interviews')
  return names.length === 0 ? [{ post }] : [...new Set(names)].map(name => ({ post, name }))
}
