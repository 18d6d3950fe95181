/** The ways a run ends: done, failed, told to stop, or left open for whoever starts next. */
import { ConnectorError } from '#connectors/errors'
import type { Run } from '#store/ports/runs'
import { LeaseLostError } from '../errors.ts'
import { type Pass, Stopped, taken } from './pass.ts'
import { ended, runErrorOf } from './run-record.ts'

/** Writes how it ended. @throws {LeaseLostError} if somebody else has the run */
export async function finish(pass: Pass, run: Run): Promise<Run> {
  if (!(await pass.deps.stores.runs.finish(run)))
    throw new LeaseLostError('another process took the run over')
  const { id, status, counts, durationMs } = run
  pass.deps.log('pull-ended', { run: id, status, ...counts, durationMs, code: run.error?.code })
  return run
}

/** What became of a run that threw. @throws {LeaseLostError} if it is no longer ours to end */
export async function fail(pass: Pass, error: unknown): Promise<Run> {
  if (error instanceof LeaseLostError || pass.lease.lost.aborted) {
    throw error instanceof LeaseLostError
      ? error
      : new LeaseLostError('another process took the connection over')
  }
  const { calls, durationMs } = taken(pass)
  const { counts, ...run } = pass.run
  const last: Run = {
    ...run,
    counts: { ...counts, calls: counts.calls + calls },
    durationMs: (run.durationMs ?? 0) + durationMs,
  }
  const at = pass.deps.now()
  if (error instanceof Stopped && error.how === 'cancelled') return finish(pass, ended(last, 'cancelled', at))
  if (error instanceof Stopped && error.how === 'paused') return finish(pass, { ...last, status: 'paused' })
  if (isInterruption(pass, error)) return leaveOpen(pass, last)
  return finish(pass, ended(last, 'failed', at, runErrorOf(error)))
}

function isInterruption({ options }: Pass, error: unknown): boolean {
  if (error instanceof Stopped) return true
  return options.signal?.aborted === true && error instanceof ConnectorError && error.kind === 'cancelled'
}

/** The process stops, the run does not end: whoever starts next takes it up at its checkpoint. */
async function leaveOpen(pass: Pass, run: Run): Promise<Run> {
  const { held } = await pass.deps.stores.runs.checkpoint(run)
  if (!held) throw new LeaseLostError('another process took the run over')
  pass.deps.log('pull-interrupted', { run: run.id, ...run.counts })
  return run
}
