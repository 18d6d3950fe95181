/** Days by which the list of the year is proposed and told (Тюмень пп. 5.3, 5.1), told ahead to whoever answers for them. */

import type { CalendarDate } from '../kinds.ts'
import type { YearlyList } from '../regulations/regulation.ts'
import { daysBetween, yearOf } from '../time/calendar.ts'

export interface ListDay {
  id: 'proposals' | 'published'
  on: CalendarDate
  clause: string
}

const DAYS_AHEAD = 60

/** Those that come within two months, the day itself included; the sooner first. */
export function listDays(
  { proposalsBy, publishedBy, clause }: Pick<YearlyList, 'proposalsBy' | 'publishedBy' | 'clause'>,
  today: CalendarDate,
): ListDay[] {
  const days = [
    ...(proposalsBy === undefined
      ? []
      : [{ id: 'proposals' as const, on: nextOn(proposalsBy, today), clause }]),
    ...(publishedBy === undefined
      ? []
      : [{ id: 'published' as const, on: nextOn(publishedBy, today), clause }]),
  ]
  return days
    .filter(({ on }) => daysBetween(today, on) <= DAYS_AHEAD)
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
}

/** The first such day of a year (`MM-DD`) that is not before today. */
function nextOn(day: string, today: CalendarDate): CalendarDate {
  const thisYear = `${yearOf(today)}-${day}`
  return thisYear >= today ? thisYear : `${yearOf(today) + 1}-${day}`
}
