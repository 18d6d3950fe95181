/**
 * Pull (загрузка): source → completions → entries → progress. `createSync(deps)` makes the use cases of this folder.
 *
 * A run holds the connection's lease, stores page after page and checkpoints after each; killed at any point it is taken
 * up from the last checkpoint and ends in the same state. See docs/sync.md.
 */
import type { Connection } from '#store/ports/connections'
import type { Run } from '#store/ports/runs'
import { checkConnection } from './check.ts'
import type { Sync, SyncDeps } from './contract.ts'
import { ConnectionOffError, RunNotOpenError, SyncRunningError } from './errors.ts'
import { findConnection } from './open-connection.ts'
import { previewConnection } from './preview.ts'
import { replayQuarantine } from './replay.ts'
import { cancelRun } from './run/cancel-run.ts'
import { dismissHeld, findHeld, releasedMeanwhile, releaseHeld } from './run/decide-held.ts'
import { type HeldLease, holdLease } from './run/lease.ts'
import { pullPages } from './run/run.ts'
import { unlinkRecords } from './unlink-records.ts'

const LEASE_TTL_MS = 60_000

export function createSync(deps: SyncDeps): Sync {
  const underWay = new Set<string>()

  /** One at a time: here by the set, across processes by the lease. */
  async function exclusively(connectionId: string, work: (c: Connection, lease: HeldLease) => Promise<Run>) {
    const connection = await findConnection(deps, connectionId)
    if (underWay.has(connectionId)) throw await runningError(deps, connection)
    underWay.add(connectionId)
    try {
      const ttlMs = deps.leaseTtlMs ?? LEASE_TTL_MS
      const lease = await holdLease(deps.stores.connections, connectionId, deps.owner, deps.now, ttlMs)
      if (!lease) throw await runningError(deps, connection)
      try {
        return await work(connection, lease)
      } finally {
        await lease.release().catch(() => deps.log('lease-not-released', { connection: connection.name }))
      }
    } finally {
      underWay.delete(connectionId)
    }
  }

  const run: Sync['run'] = (connectionId, options = {}) =>
    exclusively(connectionId, (connection, lease) => {
      if (connection.state) throw new ConnectionOffError('the connection is not switched on')
      return pullPages(deps, connection, lease, options)
    })

  return {
    run,
    async start(connectionId, options = {}) {
      const { promise, resolve, reject } = withResolvers<string>()
      const done = run(connectionId, { ...options, onStart: started => resolve(started.id) })
      done.catch(reject)
      try {
        return { runId: await promise, done: done.catch(() => null) }
      } catch (error) {
        const [latest] =
          error instanceof SyncRunningError ? await deps.stores.runs.latest(connectionId, 1) : []
        if (!latest) throw error
        return { runId: latest.id, done: Promise.resolve(null) }
      }
    },
    replay: (connectionId, keys) =>
      exclusively(connectionId, (connection, lease) => replayQuarantine(deps, connection, lease, keys)),
    unlinkRecords: (connectionId, keys) =>
      exclusively(connectionId, (connection, lease) => unlinkRecords(deps, connection, lease, keys)),
    check: (connectionId, options) => checkConnection(deps, connectionId, options),
    preview: previewConnection(deps),
    cancel: cancelRun(deps),
    pause: runId => deps.stores.runs.requestPause(runId),
    async resume(runId, options) {
      const open = await deps.stores.runs.byId(runId)
      if (open?.status !== 'paused' && open?.status !== 'running')
        throw new RunNotOpenError('the run has ended; start a new one')
      return run(open.connectionId, { ...options, mode: open.mode })
    },
    async releaseHeld(runId, who) {
      const { connectionId } = await findHeld(deps, runId)
      return exclusively(connectionId, (connection, lease) =>
        releaseHeld(deps, connection, lease, { runId, who }),
      ).catch(async error => {
        throw error instanceof SyncRunningError ? ((await releasedMeanwhile(deps, runId)) ?? error) : error
      })
    },
    dismissHeld: dismissHeld(deps),
  }
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => {}
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

async function runningError(deps: SyncDeps, connection: Connection): Promise<SyncRunningError> {
  const [latest] = await deps.stores.runs.latest(connection.id, 1)
  return new SyncRunningError(connection.name, latest?.status === 'running' ? latest.startedAt : null)
}
