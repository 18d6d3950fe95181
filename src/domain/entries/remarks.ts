/** Remarks (замечания) that make a curator look at an entry before confirming it; in the order of their weight. */
import type { ProgrammeModule } from '../books/book.ts'
import { formatHours, type Hours } from '../hours.ts'
import type { CalendarDate } from '../kinds.ts'
import { titleSimilarity } from '../names/similar-titles.ts'
import {
  isRepeatable,
  isSelfEducation,
  listYearOf,
  type Regulation,
  tariffOf,
  termOf,
} from '../regulations/regulation.ts'
import { daysBetween } from '../time/calendar.ts'
import type { Entry } from './entry.ts'
import { numberEntries } from './entry-numbers.ts'

export const REMARK_IDS = [
  'looks-like-duplicate',
  'hours-differ-from-tariff',
  'changed-at-source',
  'outside-term',
  'module-size',
  'not-in-list',
  'no-document',
  'hours-set-by-curator',
] as const
export type RemarkId = (typeof REMARK_IDS)[number]

export interface Remark {
  id: RemarkId
  facts: Record<string, string>
}

/** What is asked of another entry of the book. */
export type Sibling = Pick<
  Entry,
  'id' | 'learnerId' | 'programmeId' | 'moduleId' | 'date' | 'title' | 'status' | 'createdAt'
>

export interface RemarkContext {
  /** Absent: the programme has no such module. */
  module: ProgrammeModule | undefined
  /** The version in force on the entry's date. */
  regulation: Regulation
  /** The learner's other entries of the programme; the entry itself may be among them. */
  siblings: readonly Sibling[]
  enrolledOn: CalendarDate
}

/** The same event from the LMS and on paper: within three days, and at least half of the words alike (domain.md, 5). */
const NEAR_DAYS = 3
const ALIKE = 0.5

function isLikely(entry: Entry, other: Sibling, repeatable: boolean): boolean {
  const days = Math.abs(daysBetween(entry.date, other.date))
  const alike = titleSimilarity(entry.title, other.title)
  if (entry.moduleId !== other.moduleId) return days <= NEAR_DAYS && alike >= ALIKE
  return !repeatable || (days === 0 && alike === 1)
}

function looksLikeDuplicate(
  entry: Entry,
  { module, regulation, siblings }: RemarkContext,
): Remark | undefined {
  const repeatable = isRepeatable(regulation, module ?? entry)
  const others = siblings.filter(other => other.id !== entry.id)
  const numbers = numberEntries([entry, ...others])
  const twin = others
    .filter(other => other.status === 'imported' || other.status === 'confirmed')
    .sort((a, b) => (numbers.get(a.id) ?? 0) - (numbers.get(b.id) ?? 0))
    .find(other => isLikely(entry, other, repeatable))
  if (!twin) return undefined
  return {
    id: 'looks-like-duplicate',
    facts: { n: String(numbers.get(twin.id)), id: twin.id, date: twin.date },
  }
}

/** The tariff of the kind (Приложение 1), else the hours of the module. */
function expectedHours({ module, regulation }: RemarkContext, entry: Entry): Hours | undefined {
  return tariffOf(regulation, module?.kind ?? entry.kind)?.hours ?? module?.hours
}

function hoursDiffer(entry: Entry, context: RemarkContext): Remark | undefined {
  const expected = expectedHours(context, entry)
  if (expected === undefined || expected === entry.hours) return undefined
  return {
    id: 'hours-differ-from-tariff',
    facts: { hours: formatHours(entry.hours), expected: formatHours(expected) },
  }
}

function changedAtSource(entry: Entry): Remark | undefined {
  const first = entry.differs?.[0]
  return first && { id: 'changed-at-source', facts: { field: first.field, was: first.was, now: first.now } }
}

function outsideTerm(entry: Entry, { regulation, enrolledOn }: RemarkContext): Remark | undefined {
  const { from, until } = termOf(regulation, enrolledOn)
  if (entry.date >= from && (until === null || entry.date <= until)) return undefined
  return { id: 'outside-term', facts: { date: entry.date, from, ...(until && { until }) } }
}

function moduleSize(entry: Entry, { regulation }: RemarkContext): Remark | undefined {
  const size = regulation.moduleSize
  if (!size || (entry.hours >= size.min && entry.hours <= size.max)) return undefined
  return {
    id: 'module-size',
    facts: { hours: formatHours(entry.hours), min: formatHours(size.min), max: formatHours(size.max) },
  }
}

function notInList(entry: Entry, { module, regulation }: RemarkContext): Remark | undefined {
  if (!regulation.yearlyList) return undefined
  const year = listYearOf(regulation.yearlyList, entry.date)
  if (module?.listYear === year) return undefined
  return { id: 'not-in-list', facts: { year: String(year) } }
}

function noDocument(entry: Entry, { regulation }: RemarkContext): Remark | undefined {
  return regulation.entryDocument && !entry.document?.trim() ? { id: 'no-document', facts: {} } : undefined
}

/** Тюмень п. 1.3: the curator sets the hours of self-education; the claimed ones are a proposal. */
function hoursSetByCurator(entry: Entry, { regulation }: RemarkContext): Remark | undefined {
  if (!isSelfEducation(regulation, entry)) return undefined
  return { id: 'hours-set-by-curator', facts: { hours: formatHours(entry.hours) } }
}

/** All remarks on an entry; none means that it may be confirmed in bulk. */
export function remarksOf(entry: Entry, context: RemarkContext): Remark[] {
  return [
    looksLikeDuplicate(entry, context),
    hoursDiffer(entry, context),
    changedAtSource(entry),
    outsideTerm(entry, context),
    moduleSize(entry, context),
    notInList(entry, context),
    noDocument(entry, context),
    hoursSetByCurator(entry, context),
  ].filter(remark => remark !== undefined)
}
