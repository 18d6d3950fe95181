/** The sums of a run. `pulled = imported + unchanged + quarantined` holds after every page. */
import type { RunCounts } from '#store/ports/runs'

export const noCounts = (): RunCounts => ({
  pulled: 0,
  imported: 0,
  unchanged: 0,
  quarantined: 0,
  changed: 0,
  entries: 0,
  calls: 0,
})

export function addCounts(a: RunCounts, b: RunCounts): RunCounts {
  return {
    pulled: a.pulled + b.pulled,
    imported: a.imported + b.imported,
    unchanged: a.unchanged + b.unchanged,
    quarantined: a.quarantined + b.quarantined,
    changed: a.changed + b.changed,
    entries: a.entries + b.entries,
    calls: a.calls + b.calls,
  }
}

/** Adds how often each reason occurred. */
export function addReasons(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const sum = { ...a }
  for (const [reason, count] of Object.entries(b)) sum[reason] = (sum[reason] ?? 0) + count
  return sum
}

type Warning = { code: string; message: string }

/** Most warnings that a run keeps; what comes after is only in the log. */
const WARNINGS_AT_MOST = 200

/** Keeps each warning once, and at most 200. */
export function addWarnings(kept: Warning[], more: readonly Warning[]): Warning[] {
  if (more.length === 0) return kept
  const seen = new Set(kept.map(w => `${w.code} ${w.message}`))
  const sum = [...kept]
  for (const { code, message } of more) {
    if (sum.length >= WARNINGS_AT_MOST) break
    if (seen.has(`${code} ${message}`)) continue
    seen.add(`${code} ${message}`)
    sum.push({ code, message })
  }
  return sum
}
