import type { UpTo } from './contract.ts'

/** Counted exactly up to here. */
export const COUNT_LIMIT = 1_000

/** Of one event: counted on every page that has a row of it. */
export const EVENT_LIMIT = 200

/** @param count up to one more than the limit @param isMore there may be more than were counted */
export function upTo(count: number, isMore = false): UpTo {
  return { count: Math.min(count, COUNT_LIMIT), more: isMore || count > COUNT_LIMIT }
}

export const ofEvent = (count: number): UpTo => ({
  count: Math.min(count, EVENT_LIMIT),
  more: count > EVENT_LIMIT,
})
