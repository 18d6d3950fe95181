/** How long something usually takes (обычно N дней): the median of what was measured. Pure. */

import type { CalendarDate } from '../kinds.ts'
import { daysBetween } from './calendar.ts'

/** Of how many last cases it is taken, and how many there have to be: fewer say nothing. */
export const MEASURED_OF = 30
export const LEAST_MEASURED = 5

export interface Span {
  from: CalendarDate
  to: CalendarDate
}

/** Whole days, at least one («за день»); of an even number of cases the longer middle one. `undefined`: too few cases. */
export function usualDays(spans: readonly Span[]): number | undefined {
  if (spans.length < LEAST_MEASURED) return undefined
  const days = spans.map(({ from, to }) => Math.max(1, daysBetween(from, to))).sort((a, b) => a - b)
  return days[Math.floor(days.length / 2)]
}
