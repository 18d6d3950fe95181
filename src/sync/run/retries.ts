/** When a pull that failed by a fault that passes is tried again by itself: 5, 10, 20, 40 minutes later, then every hour; pure. */
import type { Run } from '#store/ports/runs'

const MINUTE_MS = 60_000
const FIRST_MINUTES = 5
const LAST_MINUTES = 60

/** Runs of a connection that tell it: after five failures in a row nothing changes any more. */
export const RUNS_THAT_TELL = 6

export interface Retries {
  /** End of the first failure in a row that is known. */
  failingSince: Date
  next: Date
  /** If that one fails as well. */
  afterwards: Date
}

/**
 * @param runs of one connection, newest first
 * @returns `null`: the newest has not failed, or by a fault that somebody has to mend
 */
export function retriesOf(runs: readonly Run[]): Retries | null {
  const [latest] = runs
  if (latest?.status !== 'failed' || !latest.error?.retryable || !latest.finishedAt) return null
  const failures = runs.findIndex(run => run.status !== 'failed')
  const inARow = failures === -1 ? runs.length : failures
  const first = runs[inARow - 1]?.finishedAt ?? latest.finishedAt
  const next = Date.parse(latest.finishedAt) + waitMs(inARow)
  const afterwards = next + waitMs(inARow + 1)
  return { failingSince: new Date(first), next: new Date(next), afterwards: new Date(afterwards) }
}

/** @param failure 1 for the first in a row */
const waitMs = (failure: number): number =>
  Math.min(LAST_MINUTES, FIRST_MINUTES * 2 ** (failure - 1)) * MINUTE_MS
