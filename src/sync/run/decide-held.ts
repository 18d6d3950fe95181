/** What a person decides on completions that disappeared from the source in numbers. */

import type { Meanwhile } from '#domain/changes/meanwhile'
import type { Connection } from '#store/ports/connections'
import { type HeldDecision, isHeld, type Removals, type Run } from '#store/ports/runs'
import type { Decider, Sync, SyncDeps } from '../contract.ts'
import { LeaseLostError, NothingHeldError } from '../errors.ts'
import { openConnection } from '../open-connection.ts'
import type { HeldLease } from './lease.ts'
import { withdrawHeld } from './removals.ts'
import { runContext } from './run-context.ts'
import { newRun, runErrorOf } from './run-record.ts'

type HeldRun = Run & { removals: Removals }

/** @throws {NothingHeldError} unless the run holds removals */
export async function findHeld(deps: SyncDeps, runId: string): Promise<HeldRun> {
  const run = await deps.stores.runs.byId(runId)
  if (run && isHeld(run)) return run as HeldRun
  throw decidedAlready(run)
}

function decidedAlready(run: Run | null): NothingHeldError {
  return new NothingHeldError(
    'the run holds no removals: somebody decided, or a newer pass looked again',
    {},
    { meanwhile: run?.removals && decidedMeanwhile(run.removals) },
  )
}

/** Of a list whose withdrawal is under way: who began it. */
export async function releasedMeanwhile(deps: SyncDeps, runId: string): Promise<NothingHeldError | null> {
  const run = await deps.stores.runs.byId(runId)
  return run?.removals?.status === 'held' ? null : decidedAlready(run)
}

/** `undefined`: nobody decided, or it was before names were kept. */
function decidedMeanwhile({ status, decidedAt, decidedBy, decidedByName }: Removals): Meanwhile | undefined {
  if (decidedAt === undefined || decidedByName === undefined) return undefined
  return {
    ...(decidedBy && { by: decidedBy }),
    byName: decidedByName,
    at: decidedAt,
    action: status,
    differences: [],
  }
}

function decisionOf(
  deps: Pick<SyncDeps, 'now'>,
  status: HeldDecision['status'],
  { personId, name }: Decider,
): HeldDecision {
  return { status, decidedAt: deps.now().toISOString(), decidedBy: personId, decidedByName: name }
}

/** The list of what is left stays for the next pass to drop: by now it may be the list of a newer run. */
export function dismissHeld({ stores, ...deps }: SyncDeps): Sync['dismissHeld'] {
  return async (runId, who) => {
    const isOurs = await stores.runs.decideHeld(runId, decisionOf(deps, 'dismissed', who))
    if (!isOurs) throw decidedAlready(await stores.runs.byId(runId))
  }
}

/**
 * Under the lease: a pass that looks again would take the list away. Decided before the first line is withdrawn, so that
 * nobody leaves as it is what is half gone; it is done when the list is empty, and gone on with after a crash.
 */
export async function releaseHeld(
  deps: SyncDeps,
  connection: Connection,
  lease: HeldLease,
  { runId, who }: { runId: string; who: Decider },
): Promise<Run> {
  const { removals } = await findHeld(deps, runId)
  if (!(await deps.stores.runs.decideHeld(runId, decisionOf(deps, 'releasing', who))))
    throw decidedAlready(await deps.stores.runs.byId(runId))
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
