/** Which run it is: the one that did not finish, or a new one. */
import type { Connection, Lease } from '#store/ports/connections'
import type { Run } from '#store/ports/runs'
import type { SyncDeps } from '../contract.ts'
import { LeaseLostError } from '../errors.ts'
import { ended, newRun, type RunMode, takenUp } from './run-record.ts'

/** Where a run begins: `cursor` is the checkpoint to go on from. */
export interface OpenedRun {
  run: Run
  /** Its first page may have been stored in part, uncounted. */
  isResumed: boolean
}

/**
 * Takes up the run that was interrupted (its process died or was stopped), under the new fence. A run that failed or was
 * cancelled is over and stays on record as such; a new one goes on from its checkpoint. A `full` pull does not go on
 * with an incremental one: it begins anew. The first pass of a connection reads every detail, so it is a full one.
 *
 * @throws {LeaseLostError} if a newer fence holds the run
 */
export async function openRun(
  deps: SyncDeps,
  connection: Connection,
  lease: Lease,
  mode: RunMode,
): Promise<OpenedRun> {
  const interrupted = await deps.stores.runs.unfinished(connection.id)
  if (interrupted) {
    const isHeld = await deps.stores.runs.takeOver(interrupted.id, lease.fence)
    if (!isHeld) throw new LeaseLostError('a newer run began')
    const run = takenUp(interrupted, lease.fence)
    if (goesOn(run, mode)) return { run, isResumed: true }
    await deps.stores.runs.finish(ended(run, 'cancelled', deps.now(), REPLACED))
  }
  const { runs } = deps.stores
  const [[latest], lastPass] = await Promise.all([
    runs.latest(connection.id, 1),
    runs.lastPass(connection.id),
  ])
  const run: Run = {
    ...newRun(deps.newId(), connection.id, lastPass ? mode : 'full', lease.fence, deps.now()),
    ...(latest && isOpenEnded(latest) && goesOn(latest, mode) && checkpointOf(latest)),
  }
  await deps.stores.runs.create(run)
  return { run, isResumed: false }
}

const REPLACED = {
  code: 'replaced',
  message: 'Вместо продолжения начата полная загрузка.',
  retryable: false,
}

const goesOn = (run: Run, mode: RunMode): boolean => mode === 'incremental' || run.mode === mode

const isOpenEnded = (run: Run): boolean =>
  (run.status === 'failed' || run.status === 'cancelled') &&
  run.error?.code !== REPLACED.code &&
  run.cursor !== null

function checkpointOf({ id, pass, mode, cursor, progress }: Run): Partial<Run> {
  return { mode, cursor, pass: pass ?? id, ...(progress !== undefined && { progress }) }
}
