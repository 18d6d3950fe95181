import type { BookFacts } from '../books/book.ts'
import type { CalendarDate } from '../kinds.ts'
import type { RecordedWhen } from '../regulations/regulation.ts'
import type { Line } from '../rules/line.ts'
import type { Judge } from './requirement.ts'

type DatedFact = Exclude<keyof BookFacts, 'enrolmentDocuments' | 'missingDocuments' | 'stageWithoutReport'>

/** Which facts cannot be earlier than which: a second diagnosis is not before the first (Тюмень пп. 3.1, 3.6). */
const NOT_BEFORE: Readonly<Partial<Record<DatedFact, DatedFact>>> = { diagnosisAfter: 'diagnosisBefore' }

/** The day that the step has to keep to, where the regulation says so: the first or the last entry that counts. */
function limitOf(when: RecordedWhen | undefined, lines: readonly Line[]): CalendarDate | undefined {
  const days = lines.filter(line => line.counted > 0).map(line => line.entry.date)
  if (when === 'before-entries') return days[0]
  return when === 'after-entries' ? days.at(-1) : undefined
}

function isInOrder(
  date: CalendarDate,
  when: RecordedWhen | undefined,
  limit: CalendarDate | undefined,
): boolean {
  if (limit === undefined) return true
  return when === 'before-entries' ? date <= limit : date >= limit
}

/** A step that somebody recorded with its date: a defence, a diagnosis, an approval, a report, an order. */
export function recordedFact(fact: DatedFact): Judge {
  return ({ book, today, lines }, rule) => {
    const date = book.facts[fact]
    const before = NOT_BEFORE[fact]
    const earlier = before && book.facts[before]
    const limit = limitOf(rule.when, lines)
    const recorded = date !== undefined && date <= today
    const wrongDay =
      recorded && ((earlier !== undefined && date < earlier) || !isInOrder(date, rule.when, limit))
    return {
      met: recorded && !wrongDay,
      asks: 'recorded',
      has: date ?? 'none',
      ...(wrongDay && { facts: { wrongDay: date, limit: limit ?? earlier ?? date } }),
    }
  }
}

/** Грозный п. 2.8: the stage that has no report is named. */
export const stageReports: Judge = (context, rule) => {
  const finding = recordedFact('stageReports')(context, rule)
  const n = context.book.facts.stageWithoutReport
  return finding.met || n === undefined ? finding : { ...finding, facts: { ...finding.facts, n: String(n) } }
}

/** The fact that a requirement asks for, by its id. */
export const FACT_OF: Readonly<Record<string, DatedFact>> = {
  'project-defence': 'projectDefence',
  'diagnosis-before': 'diagnosisBefore',
  'diagnosis-after': 'diagnosisAfter',
  'route-approved': 'routeApproved',
  'stage-reports': 'stageReports',
  'final-report': 'finalReport',
  'learner-category': 'learnerCategory',
  presentation: 'presentation',
  'issue-order': 'issueOrder',
}
