/** What the kit takes from the machine, in one place so that tests replace it: waiting, chance, the clock, the resolver. */
import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { setTimeout as wait } from 'node:timers/promises'

export interface Runtime {
  /** Waits; rejects when the signal fires. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** 0 ≤ x < 1. */
  random(): number
  /** Monotonic milliseconds. */
  nowMs(): number
  /** Every address of a host name. */
  resolve(host: string): Promise<LookupAddress[]>
}

export const systemRuntime: Runtime = {
  sleep: async (ms, signal) => {
    await wait(ms, undefined, { signal })
  },
  random: Math.random,
  nowMs: () => performance.now(),
  resolve: host => lookup(host, { all: true, verbatim: true }),
}
