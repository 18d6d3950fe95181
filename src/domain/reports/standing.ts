/** How a learner stands on a day: on schedule, behind, without a route. Pure; the day comes in. */

import type { Progress } from '../books/progress.ts'
import type { Hours } from '../hours.ts'
import type { CalendarDate } from '../kinds.ts'
import { daysBetween } from '../time/calendar.ts'

/** Выполнено, в графике, отстаёт, без маршрута. */
export const STANDINGS = ['done', 'on-track', 'behind', 'no-route'] as const
export type Standing = (typeof STANDINGS)[number]

export interface StandingInput {
  progress: Progress
  on: CalendarDate
  /** A document was issued for it. */
  issued: boolean
  /** The regulation asks for a route (ИОМ, ИППР). */
  routeAsked: boolean
  /** Items of the route in force; `null`: there is no approved one. */
  planned: readonly PlannedItem[] | null
}

export interface PlannedItem {
  hours: Hours
  plannedOn: CalendarDate
}

/**
 * With an approved route whoever has counted what it plans up to the day is on schedule; where no route is asked, whoever
 * has counted the part of the required hours that the part of the term gone by asks.
 */
export function standingOf(input: StandingInput): Standing {
  const { progress, issued, routeAsked, planned } = input
  if (issued || progress.eligible) return 'done'
  if (planned === null && routeAsked) return 'no-route'
  return progress.hours.counted >= hoursDue(input) ? 'on-track' : 'behind'
}

const WHOLE_HOUR = 100

/** What should have counted by the day; of a part of the term, whole hours. */
export function hoursDue({ progress, on, planned }: StandingInput): number {
  if (planned !== null)
    return planned.filter(item => item.plannedOn <= on).reduce((sum, item) => sum + item.hours, 0)
  const { from, until } = progress.term
  if (until === null || until <= from) return 0
  const gone = Math.min(Math.max(daysBetween(from, on), 0) / daysBetween(from, until), 1)
  return Math.floor((progress.hours.required * gone) / WHOLE_HOUR) * WHOLE_HOUR
}
