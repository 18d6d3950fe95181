/** What takes a look at many cases and hardly changes: measured once in a minute, for all pages of the process. */
import type { CreditsDeps } from '../deps.ts'

const KEPT_MS = 60_000

interface Kept {
  measuredAt: number
  days: number | undefined
}

/** By the stores that were asked, then by what was asked. */
const kept = new WeakMap<object, Map<string, Kept>>()

export async function remembered(
  { stores, now }: Pick<CreditsDeps, 'stores' | 'now'>,
  asked: string,
  measure: () => Promise<number | undefined>,
): Promise<number | undefined> {
  const ofStores = kept.get(stores) ?? new Map<string, Kept>()
  kept.set(stores, ofStores)
  const measuredAt = now().getTime()
  const known = ofStores.get(asked)
  if (known && Math.abs(measuredAt - known.measuredAt) < KEPT_MS) return known.days
  const days = await measure()
  ofStores.set(asked, { measuredAt, days })
  return days
}
