/** What a person decides on completions that disappeared from the source in numbers. */

import type { Meanwhile } from '#domain/meanwhile'
import type { Connection } from '#store/ports/connections'
import type { HeldDecision, Removals, Run } from '#store/ports/runs'
import type { Decider, Sync, SyncDeps } from './contract.ts'
import { LeaseLostError, NothingHeldError } from './errors.ts'
import type { HeldLease } from './lease.ts'
import { openConnection } from './open-connection.ts'
import { withdrawHeld } from './removals.ts'
import { runContext } from './run-context.ts'
import { newRun, runErrorOf } from './run-record.ts'

type HeldRun = Run & { removals: Removals }

/** @throws {NothingHeldError} unless the run holds removals */
export async function findHeld(deps: SyncDeps, runId: string): Promise<HeldRun> {
  const run = await deps.stores.runs.byId(runId)
  if (run?.removals?.status === 'held') return run as HeldRun
  throw new NothingHeldError(
    'the run holds no removals: somebody decided, or a newer pass looked again',
    {},
    { meanwhile: run?.removals && decidedMeanwhile(run.removals) },
  )
}

/** `undefined`: nobody decided, or it was before names were kept. */
function decidedMeanwhile({ status, decidedAt, decidedByName }: Removals): Meanwhile | undefined {
  if (decidedAt === undefined || decidedByName === undefined) return undefined
  return { byName: decidedByName, at: decidedAt, action: status, differences: [] }
}

function decisionOf(
  deps: SyncDeps,
  status: HeldDecision['status'],
  { personId, name }: Decider,
): HeldDecision {
  return { status, decidedAt: deps.now().toISOString(), decidedBy: personId, decidedByName: name }
}

export function dismissHeld(deps: SyncDeps): Sync['dismissHeld'] {
  return async (runId, who) => {
    const { id, connectionId } = await findHeld(deps, runId)
    const isOurs = await deps.stores.runs.decideHeld(id, decisionOf(deps, 'dismissed', who))
    if (!isOurs) await findHeld(deps, runId)
    await deps.stores.sightings.drop(connectionId)
  }
}

/** Under the lease: a pass that looks again would take the list away. The list is decided on when it is empty. */
export async function releaseHeld(
  deps: SyncDeps,
  connection: Connection,
  lease: HeldLease,
  { runId, who }: { runId: string; who: Decider },
): Promise<Run> {
  const { removals } = await findHeld(deps, runId)
  const opened = openConnection(deps, connection)
  const run = newRun(deps.newId(), connection.id, 'incremental', lease.fence, deps.now())
  await deps.stores.runs.create(run)
  const demandLease = (): void => {
    if (lease.lost.aborted) throw new LeaseLostError('another process took the connection over')
  }
  const sweep = { context: runContext(deps, opened, run.id), now: deps.now, demandLease }
  let last: Run
  try {
    const gone = await withdrawHeld(sweep, runId)
    await deps.stores.runs.decideHeld(runId, decisionOf(deps, 'released', who))
    last = { ...run, status: 'done', removals: { ...removals, gone, status: 'done' } }
  } catch (error) {
    if (error instanceof LeaseLostError) throw error
    last = { ...run, status: 'failed', error: runErrorOf(error) }
  }
  const now = deps.now()
  const durationMs = now.getTime() - Date.parse(run.startedAt)
  const finished: Run = { ...last, finishedAt: now.toISOString(), durationMs }
  if (!(await deps.stores.runs.finish(finished)))
    throw new LeaseLostError('another process took the run over')
  return finished
}
