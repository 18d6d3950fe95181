/** How long a curator waits for a bulk confirmation of 50 and of 1,000 entries, on a real store. */

import { type Measure, timed } from './measure.ts'
import { type BenchWorld, benchWorld } from './world.ts'

const curator = { personId: 'curator', name: 'К', roles: ['curator'] as const, scope: 'all' as const }

export async function benchDecide(): Promise<Measure[]> {
  const world = await benchWorld()
  try {
    return [await confirm(world, 50, 1_000), await confirm(world, 1_000, 10_000)]
  } finally {
    await world.close()
  }
}

async function confirm({ credits, entries }: BenchWorld, count: number, mostMs: number): Promise<Measure> {
  const entryIds = await entries(count)
  const ms = await timed(() => credits.confirmEntries(curator, { entryIds, despiteRemarks: entryIds }))
  return {
    name: `confirmation of ${count} entries`,
    promise: `within ${mostMs / 1000} s`,
    measured: `${Math.round(ms)} ms`,
    holds: ms <= mostMs,
  }
}
