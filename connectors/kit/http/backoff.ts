/** When to try again: exponential with jitter, unless the server says when (RFC 9110 §10.2.3). */
export interface BackoffLimits {
  /** Tries in all, the first one included. */
  attempts: number
  /** Wait before the second try, before jitter. */
  baseMs: number
  /** The longest wait of our own. */
  maxMs: number
  /** The longest `Retry-After` that is obeyed; a longer one ends the pass, which resumes later. */
  maxRetryAfterMs: number
}

export const defaultBackoff: BackoffLimits = {
  attempts: 4,
  baseMs: 500,
  maxMs: 20_000,
  maxRetryAfterMs: 120_000,
}

/** `base · 2^n`, capped, of which the second half is chance: many workers do not come back at the same moment. */
export function backoffMs(attempt: number, limits: BackoffLimits, random: () => number): number {
  const full = Math.min(limits.maxMs, limits.baseMs * 2 ** (attempt - 1))
  return Math.round(full / 2 + (full / 2) * random())
}

/**
 * `Retry-After` as milliseconds from `now`: seconds (`120`) or an HTTP-date. `null` if absent or unreadable; a date
 * in the past is 0.
 */
export function parseRetryAfter(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  if (!/^[A-Za-z]{3},? /.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}
