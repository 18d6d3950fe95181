import type { Sync, SyncDeps } from '../contract.ts'

/** A run under way ends after its page; a paused one, which nobody works on, at once. */
export function cancelRun({ stores, now }: SyncDeps): Sync['cancel'] {
  return async runId => {
    if (await stores.runs.requestCancel(runId)) return true
    const run = await stores.runs.byId(runId)
    if (run?.status !== 'paused') return false
    return stores.runs.finish({ ...run, status: 'cancelled', finishedAt: now().toISOString() })
  }
}
