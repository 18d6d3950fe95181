/** Quarantined records through the same steps once more, after an enrolment, a mapping or a correction. */
import type { Connection } from '#store/ports/connections'
import { type Quarantined, quarantineCursor } from '#store/ports/quarantine'
import type { Run } from '#store/ports/runs'
import type { SyncDeps } from './contract.ts'
import { LeaseLostError } from './errors.ts'
import { openConnection } from './open-connection.ts'
import { incomingQuarantined } from './page/incoming.ts'
import { storeItems } from './page/page.ts'
import type { HeldLease } from './run/lease.ts'
import { type RunContext, runContext } from './run/run-context.ts'
import { advanced, ended, newRun, runErrorOf } from './run/run-record.ts'

/** Records read at once. */
const PAGE = 500

/** @returns a finished run of its own: `pulled` are the records looked at, `imported` those that became entries */
export async function replayQuarantine(
  deps: SyncDeps,
  connection: Connection,
  lease: HeldLease,
  keys: string[] | undefined,
): Promise<Run> {
  const opened = openConnection(deps, connection)
  const run = newRun(deps.newId(), connection.id, 'incremental', lease.fence, deps.now())
  await deps.stores.runs.create(run)
  const begunMs = deps.now().getTime()
  const done = await replayAll(deps, lease, run, runContext(deps, opened, run.id), keys)
  const now = deps.now()
  const last: Run = { ...done, durationMs: now.getTime() - begunMs }
  if (!(await deps.stores.runs.finish(last))) throw new LeaseLostError('another process took the run over')
  return last
}

/** @returns the run as it ended: done, or failed with the error in words */
async function replayAll(
  deps: SyncDeps,
  lease: HeldLease,
  run: Run,
  context: RunContext,
  keys: string[] | undefined,
): Promise<Run> {
  let moved = run
  const { id } = context.connection
  try {
    for await (const items of keys ? chosen(deps, id, keys) : all(deps, id)) {
      if (lease.lost.aborted) throw new LeaseLostError('another process took the connection over')
      const now = deps.now()
      const stored = await storeItems({ ...context, now, isReplayed: false }, items.map(incomingQuarantined))
      moved = advanced(moved, { next: null, warnings: [] }, stored, { calls: 0, durationMs: 0 })
    }
    // No progress: a replay is no pass through the source.
    return { ...moved, status: 'done', finishedAt: deps.now().toISOString() }
  } catch (error) {
    if (error instanceof LeaseLostError) throw error
    return ended(moved, 'failed', deps.now(), runErrorOf(error))
  }
}

async function* all(deps: SyncDeps, connectionId: string): AsyncGenerator<Quarantined[]> {
  let after: string | undefined
  for (;;) {
    const page = await deps.stores.quarantine.list({ connectionId, limit: PAGE, ...(after && { after }) })
    if (page.length > 0) yield page
    if (page.length < PAGE) return
    const last = page.at(-1)
    if (last) after = quarantineCursor(last)
  }
}

async function* chosen(deps: SyncDeps, connectionId: string, keys: string[]): AsyncGenerator<Quarantined[]> {
  for (let at = 0; at < keys.length; at += PAGE) {
    const found = await deps.stores.quarantine.byKeys(connectionId, keys.slice(at, at + PAGE))
    const open = [...found.values()].filter(item => !item.resolvedAt)
    if (open.length > 0) yield open
  }
}
