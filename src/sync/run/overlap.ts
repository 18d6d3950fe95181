/** The overlap window (окно перекрытия): what an incremental pass reads again though it is stored. */
import type { Overlap } from '#connectors/contract'
import type { Run, RunStore } from '#store/ports/runs'

const DAY_MS = 86_400_000

/**
 * What came to be `days` old since the pass before. So every date is read twice, when its mark is new and once nobody at the
 * source is likely to correct it any more, and a pass costs one call more for each such mark and none for the others.
 *
 * @param days 0: no window
 * @returns `undefined`: nothing, a full pass reads everything anyway
 */
export async function overlapOf(
  runs: Pick<RunStore, 'byId' | 'lastPass'>,
  run: Run,
  days: number,
): Promise<Overlap | undefined> {
  const last = run.mode === 'incremental' && days > 0 ? await runs.lastPass(run.connectionId) : null
  if (!last) return undefined
  const [before, now] = await Promise.all([begunAt(runs, last), begunAt(runs, run)])
  return { after: new Date(before - days * DAY_MS), until: new Date(now - days * DAY_MS) }
}

/** A pass may have been begun by an earlier run, which failed or was cancelled. */
async function begunAt(runs: Pick<RunStore, 'byId'>, { pass, startedAt }: Run): Promise<number> {
  const first = pass === undefined ? null : await runs.byId(pass)
  return Date.parse(first?.startedAt ?? startedAt)
}
