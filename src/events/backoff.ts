/** When an event is tried again; pure. */

/** 30 s, 1, 2, 4 … 60 minutes: about 30 hours, so that a day without the other side loses nothing. */
export const MOST_ATTEMPTS = 36
const FIRST_MS = 30_000
const LONGEST_MS = 3_600_000
/** A fifth is left to chance, so that many learners do not come back at one moment. */
const JITTER = 0.2

/** What a failure says of itself, whosever error it is. */
export interface Failure {
  code: string
  /** Trying again is of no use. */
  isFinal: boolean
  retryAfterMs: number | undefined
}

export function readFailure(error: unknown): Failure {
  const { code, name, retryable, retryAfterMs } = (error ?? {}) as Record<string, unknown>
  return {
    code: typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown',
    isFinal: retryable === false,
    retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : undefined,
  }
}

/**
 * @param attempts failures in a row, from 1
 * @param chance   0 ≤ chance < 1
 * @returns `null`: no more
 */
export function nextTryAt(now: Date, attempts: number, failure: Failure, chance: number): Date | null {
  if (failure.isFinal || attempts >= MOST_ATTEMPTS) return null
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1)) * (1 + JITTER * chance)
  return new Date(now.getTime() + Math.max(wait, failure.retryAfterMs ?? 0))
}
