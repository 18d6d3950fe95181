/** From records to the facts that requirements refer to. Pure. */
import type { BookFacts } from '../books/book.ts'
import type { CalendarDate } from '../kinds.ts'
import type { StageField } from '../regulations/data.ts'
import type { Regulation } from '../regulations/regulation.ts'
import {
  fieldsOf,
  isWithdrawn,
  RECORD_KINDS,
  type RecordChange,
  type RecordChoices,
  type RecordContent,
  type RecordField,
  type RecordKind,
} from './record.ts'

export interface JudgedRecord {
  content: RecordContent
  history: readonly RecordChange[]
}

type NotADay = 'enrolmentDocuments' | 'missingDocuments' | 'stageWithoutReport'
type DayFacts = { [K in Exclude<keyof BookFacts, NotADay>]?: CalendarDate | null }
/** `null`: nothing that holds is recorded any more. Kinds of which nothing was ever recorded are left out. */
export type DerivedFacts = DayFacts & { stageWithoutReport?: number | null }

const daysOf = (records: readonly JudgedRecord[]): CalendarDate[] =>
  records.flatMap(({ content }) => content.date ?? []).sort()

/** The first diagnosis stands for the time before, of everything else the last. */
const FACT_OF_KIND: Partial<Record<RecordKind, readonly [keyof DayFacts, 'first' | 'last']>> = {
  'diagnosis-before': ['diagnosisBefore', 'first'],
  'diagnosis-after': ['diagnosisAfter', 'last'],
  'project-defence': ['projectDefence', 'last'],
  'final-report': ['finalReport', 'last'],
  presentation: ['presentation', 'last'],
  category: ['learnerCategory', 'first'],
}

export function factsOfRecords(records: readonly JudgedRecord[]): DerivedFacts {
  const facts: DerivedFacts = {}
  for (const kind of RECORD_KINDS) {
    const ofKind = records.filter(({ content }) => content.kind === kind)
    const valid = ofKind.filter(record => !isWithdrawn(record))
    const rule = FACT_OF_KIND[kind]
    if (ofKind.length === 0) continue
    if (rule) facts[rule[0]] = daysOf(valid).at(rule[1] === 'first' ? 0 : -1) ?? null
    // Грозный п. 2.8: every stage with its report
    if (kind === 'stage') Object.assign(facts, ofStages(valid))
  }
  return facts
}

function ofStages(stages: readonly JudgedRecord[]): DerivedFacts {
  const inOrder = stages.toSorted((a, b) => ((a.content.until ?? '') < (b.content.until ?? '') ? -1 : 1))
  const without = inOrder.findIndex(({ content }) => !content.date)
  if (without >= 0) return { stageReports: null, stageWithoutReport: without + 1 }
  return { stageReports: daysOf(stages).at(-1) ?? null, stageWithoutReport: null }
}

/** A kind that the regulation asks for, with its clause. */
export interface AskedKind {
  kind: RecordKind
  clause: string
}

const REQUIREMENT_OF: Partial<Record<string, RecordKind>> = {
  'diagnosis-before': 'diagnosis-before',
  'diagnosis-after': 'diagnosis-after',
  'project-defence': 'project-defence',
  'stage-reports': 'stage',
  'final-report': 'final-report',
  presentation: 'presentation',
  internship: 'internship',
  'learner-category': 'category',
}

/** Which records a regulation asks for: by its requirements, its stages, interviews, controls and self-education. */
export function askedKinds(regulation: Regulation): AskedKind[] {
  const { requirements, stages, interview, controls, selfEducation, papers } = regulation
  const asked: (AskedKind | undefined)[] = [
    ...requirements.map(({ id, clause }) => {
      const kind = REQUIREMENT_OF[id]
      return kind && { kind, clause }
    }),
    stages && { kind: 'stage' as const, clause: stages.clause },
    interview && { kind: 'interview' as const, clause: interview.clause },
    controls[0] && { kind: 'control' as const, clause: controls[0].clause },
    papers && { kind: 'paper' as const, clause: papers.clause },
    selfEducation?.papers.some(({ id }) => id === 'expert-conclusion')
      ? { kind: 'expert-conclusion' as const, clause: selfEducation.clause }
      : undefined,
  ]
  const found = asked.filter(one => one !== undefined)
  return RECORD_KINDS.flatMap(kind => found.find(one => one.kind === kind) ?? [])
}

/** Names that the regulation gives to stages of the interview, controls, categories and papers, for choosing one. */
export function titlesOf(regulation: Regulation, kind: RecordKind): readonly { ru: string; en: string }[] {
  if (kind === 'interview') return regulation.interview?.stages.map(({ title }) => title) ?? []
  if (kind === 'category') return regulation.learners?.categories.map(({ title }) => title) ?? []
  if (kind === 'paper') return regulation.papers?.documents.map(({ title }) => title) ?? []
  return kind === 'control' ? regulation.controls.map(({ title }) => title) : []
}

const FIELD_OF_STAGE: Readonly<Record<StageField, RecordField>> = {
  term: 'until',
  result: 'result',
  report: 'report',
  budget: 'budget',
}

/** Fields that a stage has to name from the beginning, by the text (Грозный п. 2.8: результат и форма отчёта каждого этапа). */
export function alsoNeeded({ stages }: Pick<Regulation, 'stages'>, kind: RecordKind): readonly RecordField[] {
  return kind === 'stage' && stages ? stages.needs.map(field => FIELD_OF_STAGE[field]) : []
}

/** Fields of a kind in their order; a budget of a stage only where the text speaks of one (Грозный п. 2.9). */
export function offeredFields(
  { stages }: Pick<Regulation, 'stages'>,
  kind: RecordKind,
): readonly RecordField[] {
  const hasBudget = !stages || [...stages.needs, ...stages.may].includes('budget')
  return fieldsOf(kind).filter(field => field !== 'budget' || hasBudget)
}

/** Fields that are chosen from a list of the text and nothing else: categories, papers, levels of mastery. */
export function choicesOf(regulation: Regulation, kind: RecordKind): RecordChoices {
  const levels = regulation.interview?.levels?.map(({ title }) => title.ru) ?? []
  if (kind === 'interview' && levels.length > 0) return { level: levels, aim: levels }
  const titles = ['category', 'paper'].includes(kind) ? titlesOf(regulation, kind) : []
  return titles.length > 0 ? { title: titles.map(({ ru }) => ru) } : {}
}

export interface SetPaper {
  title: { ru: string; en: string }
  /** Day of the paper, or of the fact that it is about; `null`: not there yet. */
  date: CalendarDate | null
}

/** Papers of the set (комплект документов, Грозный раздел 6) that facts show are there. */
const FACT_OF_PAPER: Readonly<Partial<Record<string, keyof DayFacts>>> = {
  orders: 'routeApproved',
  programme: 'routeApproved',
  diagnosis: 'diagnosisBefore',
  reports: 'finalReport',
}

/** The set of documents, each with its day: recorded as a paper, or shown by a fact. */
export function papersOf(
  { papers }: Pick<Regulation, 'papers'>,
  records: readonly JudgedRecord[],
  facts: BookFacts,
): SetPaper[] {
  const held = records.filter(record => record.content.kind === 'paper' && !isWithdrawn(record))
  return (papers?.documents ?? []).map(({ id, title }) => {
    const own = daysOf(held.filter(({ content }) => content.title === title.ru)).at(-1)
    const fact = FACT_OF_PAPER[id]
    const shown = fact === undefined ? undefined : facts[fact]
    return { title, date: own ?? shown ?? null }
  })
}
