/** When a connection is pulled next; pure. */
import type { Connection } from '#store/ports/connections'
import type { Run } from '#store/ports/runs'
import { retriesOf } from '#sync/run/retries'
import type { RunMode } from '#sync/run/run-record'
import { readOneSetting } from '#sync/settings'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** A tenth of the interval is left to chance, so that many connections do not ask their sources at one moment. */
const JITTER = 0.1

/** Minutes between pulls: the connection's own `pullEveryMinutes` (5–10080), else the site's. */
export function intervalMinutes({ settings }: Pick<Connection, 'settings'>, everyMinutes: number): number {
  return readOneSetting(settings, 'pullEveryMinutes') ?? everyMinutes
}

/**
 * How a pull that is due reads: every detail again, if that is `fullEveryDays` ago (полная загрузка).
 *
 * @param latest newest run: one that did not come to the end is gone on with as it was
 * @param lastFull newest full pass
 */
export function modeOf(
  { settings }: Pick<Connection, 'settings'>,
  { latest, lastFull, now }: { latest: Run | undefined; lastFull: Run | null; now: Date },
): RunMode {
  const days = readOneSetting(settings, 'fullEveryDays') ?? 0
  if (days === 0 || (latest && latest.status !== 'done')) return 'incremental'
  const isDue = !lastFull || now.getTime() - Date.parse(lastFull.startedAt) >= days * DAY_MS
  return isDue ? 'full' : 'incremental'
}

/**
 * @param chance 0 ≤ chance < 1
 * @returns the interval after `from`, and up to a tenth of it more
 */
export function nextPullAt(from: Date, minutes: number, chance: number): Date {
  return new Date(from.getTime() + minutes * MINUTE_MS * (1 + JITTER * chance))
}

/**
 * Whether a pull that did not end has to be taken up now.
 *
 * @param runs of one connection, newest first
 * @returns `true` for one that was interrupted (the lease decides whether its process still lives), and for one that
 *   failed by a fault that passes, once its waiting time is over
 */
export function isToBeTakenUp(runs: readonly Run[], now: Date): boolean {
  const [latest] = runs
  if (latest?.status === 'running') return true
  const retries = retriesOf(runs)
  return retries !== null && now >= retries.next
}
