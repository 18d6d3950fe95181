/** Completions that were taken for the wrong person: taken back by our own word, and in quarantine again. */
import type { SourceRecord } from '#connectors/record'
import type { Connection } from '#store/ports/connections'
import type { Run } from '#store/ports/runs'
import type { SyncDeps } from './contract.ts'
import { LeaseLostError } from './errors.ts'
import { contentHash } from './hash.ts'
import { openConnection } from './open-connection.ts'
import { incomingRecord } from './page/incoming.ts'
import { storeItems } from './page/page.ts'
import { UNLINKED } from './page/steps/check-state.ts'
import { fact } from './page/steps/refusal.ts'
import type { HeldLease } from './run/lease.ts'
import { runContext } from './run/run-context.ts'
import { ended, newRun } from './run/run-record.ts'

export async function unlinkRecords(
  deps: SyncDeps,
  connection: Connection,
  lease: HeldLease,
  keys: string[],
): Promise<Run> {
  const opened = openConnection(deps, connection)
  const run = newRun(deps.newId(), connection.id, 'incremental', lease.fence, deps.now())
  await deps.stores.runs.create(run)
  const context = { ...runContext(deps, opened, run.id), now: deps.now(), isReplayed: false }
  const latest = await deps.stores.completions.latest<SourceRecord>(connection.id, keys)
  const records = [...latest.values()].map(each => each.record).filter(each => each.rawState !== UNLINKED)
  const taken = records.map(record => incomingRecord({ ...record, state: 'revoked', rawState: UNLINKED }))
  const stored = await storeItems(context, taken)
  // What the source itself took back has nobody to wait for.
  const standing = records.filter(({ state }) => state === 'completed' || state === 'passed')
  const at = context.now.toISOString()
  await deps.stores.quarantine.put(
    standing.map(record => ({
      connectionId: connection.id,
      key: record.key,
      hash: contentHash(record),
      reason: 'unknown-learner',
      facts: { user: fact(record.person.userId) },
      record,
      firstSeenAt: at,
      lastRunId: run.id,
    })),
  )
  const { progress: _, ...done } = ended({ ...run, counts: stored.counts }, 'done', deps.now())
  if (!(await deps.stores.runs.finish(done))) throw new LeaseLostError('another process took the run over')
  return done
}
