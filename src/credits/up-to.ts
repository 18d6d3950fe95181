import type { UpTo } from './contract.ts'

/** Counted exactly up to here. */
export const COUNT_LIMIT = 1_000

/** @param count up to one more than the limit @param isMore there may be more than were counted */
export function upTo(count: number, isMore = false): UpTo {
  return { count: Math.min(count, COUNT_LIMIT), more: isMore || count > COUNT_LIMIT }
}
