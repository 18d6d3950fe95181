/** When a roster is read next; pure. */
import type { Roster } from '#store/ports/roster'

const MINUTE_MS = 60_000
/** After a failure that passes: 5, 10, 20 … minutes; after a refusal: once a day. */
const FIRST_RETRY_MINUTES = 5
const REFUSED_MINUTES = 24 * 60

export function isDue(roster: Roster | undefined, everyMinutes: number, now: Date): boolean {
  if (!roster) return true
  return now.getTime() >= Date.parse(roster.triedAt) + waitMinutes(roster, everyMinutes) * MINUTE_MS
}

function waitMinutes({ status, error, failures }: Roster, everyMinutes: number): number {
  if (status !== 'failed') return everyMinutes
  if (!error?.retryable) return Math.max(everyMinutes, REFUSED_MINUTES)
  return Math.min(everyMinutes, FIRST_RETRY_MINUTES * 2 ** Math.min(10, failures - 1))
}
