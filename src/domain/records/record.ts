/**
 * Recorded facts (записанные факты) of a book besides its entries: diagnosis, project defence, internship, stages with result
 * and report, interviews, expert conclusions. Each says when, with what result, who recorded it; its history only grows.
 */

import type { CalendarDate } from '../kinds.ts'
import { isCalendarDate } from '../time/calendar.ts'

export const RECORD_KINDS = [
  'diagnosis-before',
  'diagnosis-after',
  'project-defence',
  'internship',
  'stage',
  'final-report',
  'presentation',
  'interview',
  'expert-conclusion',
  'control',
  'category',
  'paper',
] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** What is written down; which of it a kind needs, `RECORD_FIELDS` says. */
export interface RecordContent {
  kind: RecordKind
  /** Theme of a project, name of a stage, of an interview's stage, of a control, of what an expert looked at. */
  title?: string
  /** Day on which it happened, or the report was accepted; a stage without it is still to be reported. */
  date?: CalendarDate
  /** Last day of a stage. */
  until?: CalendarDate
  /** Результат, заключение, оценка. */
  result?: string
  /** Форма отчётности of a stage, format of a defence. */
  report?: string
  /** Organisation that did it: site of an internship, who diagnosed, where it was defended. */
  place?: string
  /** e.g. «справка № 4». */
  document?: string
  /** Смета of a stage, as it is written. */
  budget?: string
  /** What a control led to: the work is corrected, or the plan (меры). */
  measures?: string
  /** Уровень освоения now, and the one aimed at. */
  level?: string
  aim?: string
}
export type RecordField = Exclude<keyof RecordContent, 'kind'>

interface Fields {
  needs: readonly RecordField[]
  may: readonly RecordField[]
}

export const RECORD_FIELDS: Readonly<Record<RecordKind, Fields>> = {
  // Тюмень пп. 3.1, 3.6: by the institute, at the municipal service's request
  'diagnosis-before': { needs: ['date', 'result'], may: ['place', 'document'] },
  'diagnosis-after': { needs: ['date', 'result'], may: ['place', 'document'] },
  // Тюмень п. 3.3: place and format are the curator's
  'project-defence': { needs: ['title', 'date', 'result'], may: ['place', 'report', 'document'] },
  // Тюмень п. 3.2.2: at an approved site, confirmed by its note
  internship: { needs: ['place', 'date', 'document'], may: ['title', 'result'] },
  // Грозный пп. 1.7, 2.8, 2.9: term, result, form of report; a budget if there is one
  stage: { needs: ['title', 'until'], may: ['report', 'result', 'date', 'budget', 'document'] },
  'final-report': { needs: ['date', 'result'], may: ['report', 'document'] },
  presentation: { needs: ['title', 'date'], may: ['place', 'result', 'document'] },
  // Омск п. 3.3 and приложение 3: level of mastery now and wanted, within three years
  interview: { needs: ['title', 'date', 'result'], may: ['level', 'aim', 'until', 'document'] },
  // Тюмень п. 1.3
  'expert-conclusion': { needs: ['title', 'date', 'document'], may: ['place', 'result'] },
  // Грозный пп. 5.1, 5.3: what deviates is corrected, in the work or in the plan
  control: { needs: ['title', 'date', 'result'], may: ['measures', 'document'] },
  // Грозный пп. 2.1, 2.2: by which order they are staff
  category: { needs: ['title', 'date', 'document'], may: ['place', 'result'] },
  // Грозный раздел 6
  paper: { needs: ['title', 'date', 'document'], may: ['result'] },
}

export const fieldsOf = (kind: RecordKind): readonly RecordField[] => [
  ...RECORD_FIELDS[kind].needs,
  ...RECORD_FIELDS[kind].may,
]

export type RecordFaultCode = 'not-in-list' | 'missing' | 'not-a-date' | 'in-future' | 'before-enrolment'
export interface RecordFault {
  field: RecordField
  code: RecordFaultCode
}

/** What the fields of a kind are chosen from, in Russian as it is kept; a field that is not named is free text. */
export type RecordChoices = Readonly<Partial<Record<RecordField, readonly string[]>>>

interface RecordRules {
  today: CalendarDate
  enrolledOn: CalendarDate
  choices?: RecordChoices
  /** Fields that the regulation needs besides those of the kind. */
  alsoNeeds?: readonly RecordField[]
}

/** Faults of what was written, in the order of its fields. */
export function faultsOfRecord(
  content: RecordContent,
  { today, enrolledOn, choices = {}, alsoNeeds = [] }: RecordRules,
): RecordFault[] {
  const needs = [...RECORD_FIELDS[content.kind].needs, ...alsoNeeds]
  return fieldsOf(content.kind).flatMap(field => {
    const value = content[field]?.trim()
    if (!value) return needs.includes(field) ? [{ field, code: 'missing' as const }] : []
    if (choices[field]?.includes(value) === false) return [{ field, code: 'not-in-list' as const }]
    const code =
      field === 'date' || field === 'until' ? faultOfDay(content, field, { today, enrolledOn }) : undefined
    return code ? [{ field, code }] : []
  })
}

function faultOfDay(
  content: RecordContent,
  field: 'date' | 'until',
  { today, enrolledOn }: { today: CalendarDate; enrolledOn: CalendarDate },
): RecordFaultCode | undefined {
  const day = content[field] ?? ''
  if (!isCalendarDate(day)) return 'not-a-date'
  if (field === 'date' && day > today) return 'in-future'
  // only a first diagnosis comes before the programme
  return day < enrolledOn && content.kind !== 'diagnosis-before' ? 'before-enrolment' : undefined
}

/** Only the fields that the kind has, without what is empty. */
export function tidyRecord(content: RecordContent): RecordContent {
  const kept = fieldsOf(content.kind).flatMap(field => {
    const value = content[field]?.trim()
    return value ? [[field, value] as const] : []
  })
  return { kind: content.kind, ...Object.fromEntries(kept) }
}

export type RecordAction = 'recorded' | 'corrected' | 'withdrawn'

/** One step of a record's history: who, in which role, when, why, and what stood there afterwards. */
export interface RecordChange {
  action: RecordAction
  by: string
  byName: string
  byRole: string
  /** ISO instant. */
  at: string
  reason?: string
  content: RecordContent
}

export const isWithdrawn = ({ history }: { history: readonly RecordChange[] }): boolean =>
  history.at(-1)?.action === 'withdrawn'
