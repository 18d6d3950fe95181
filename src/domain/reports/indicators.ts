/** Indicators (показатели эффективности) that a regulation names: Omsk п. 2 (seven) and п. 3.2 (two). */
import type { CalendarDate } from '../kinds.ts'
import type { Organisation, OrganisationMark } from './organisation.ts'

export const INDICATOR_IDS = [
  'teachers-with-route',
  'schools-with-regulation',
  'schools-in-quality-system',
  'municipalities-in-quality-system',
  'recommendations',
  'schools-with-job-descriptions',
  'results-presented',
  'every-teacher-has-route',
  'routes-carried-out',
] as const
export type IndicatorId = (typeof INDICATOR_IDS)[number]

/** What teachers of the report did. */
export interface TeacherCounts {
  teachers: number
  withRoute: number
  presented: number
  /** Items of approved routes due by the day, and those of them that were carried out. */
  itemsDue: number
  itemsDone: number
}

/** A share (`part` of `whole`) or a count (`whole` is null). */
export interface Indicator {
  id: IndicatorId
  part: number
  whole: number | null
}

interface Source {
  counts: TeacherCounts
  organisations: readonly Organisation[]
  on: CalendarDate
}

const MEASURES: Record<IndicatorId, (source: Source) => Omit<Indicator, 'id'>> = {
  'teachers-with-route': teachersWithRoute,
  'schools-with-regulation': source => shareOf(source, 'school', 'regulation'),
  'schools-in-quality-system': source => shareOf(source, 'school', 'quality-system'),
  'municipalities-in-quality-system': source => shareOf(source, 'municipality', 'quality-system'),
  recommendations: ({ organisations, on }) => ({ part: recommendationsBy(organisations, on), whole: null }),
  'schools-with-job-descriptions': source => shareOf(source, 'school', 'job-descriptions'),
  'results-presented': ({ counts }) => ({ part: counts.presented, whole: counts.teachers }),
  'every-teacher-has-route': teachersWithRoute,
  'routes-carried-out': ({ counts }) => ({ part: counts.itemsDone, whole: counts.itemsDue }),
}

/** The indicators as they stand on the day. */
export function measureIndicators(ids: readonly IndicatorId[], source: Source): Indicator[] {
  return ids.map(id => ({ id, ...MEASURES[id](source) }))
}

function teachersWithRoute({ counts }: Source): Omit<Indicator, 'id'> {
  return { part: counts.withRoute, whole: counts.teachers }
}

function shareOf({ organisations, on }: Source, level: Organisation['level'], mark: OrganisationMark) {
  const all = organisations.filter(each => each.level === level)
  const marked = all.filter(({ marks }) => (marks[mark] ?? '9999') <= on)
  return { part: marked.length, whole: all.length }
}

function recommendationsBy(organisations: readonly Organisation[], on: CalendarDate): number {
  const visits = organisations.flatMap(each => each.visits).filter(visit => visit.on <= on)
  return visits.reduce((sum, visit) => sum + visit.recommendations, 0)
}
