/**
 * Removals (исчезнувшие отметки): what a complete pass did not see any more is taken for withdrawn, through the steps of any
 * other record, but only up to a ceiling. A source that lost half of its records is more often broken than honest, so what
 * is beyond it is held until a person decides.
 */
import type { SourceRecord } from '#connectors/record'
import type { Completion } from '#store/ports/completions'
import type { Removals } from '#store/ports/runs'
import type { Pass } from '#store/ports/sightings'
import { incomingRecord } from '../page/incoming.ts'
import { storeItems } from '../page/page.ts'
import { ABSENT } from '../page/steps/check-state.ts'
import type { RunContext } from './run-context.ts'

/** What a sweep needs from its run: its context, the clock, and whether it still holds the lease. */
export interface Sweep {
  context: RunContext
  now(): Date
  /** @throws {LeaseLostError} if another process took over */
  demandLease(): void
}

/** Keys taken at once. */
const CHUNK = 500

/** After the last page of a complete pass. The list is stored before anything follows from it: a crash loses nothing. */
export async function sweepAbsent(sweep: Sweep, pass: Pass): Promise<Removals> {
  const { stores, connection, runId, settings } = sweep.context
  await stores.sightings.drop(connection.id)
  await stores.runs.supersedeHeld(connection.id, runId)
  const { gone, of } = await listAbsent(sweep, pass)
  const { removalCeilingPercent: ceilingPercent } = settings
  const isHeld = gone * 100 > of * ceilingPercent
  if (!isHeld) await withdrawHeld(sweep, runId)
  return { gone, of, ceilingPercent, status: isHeld ? 'held' : 'done' }
}

async function listAbsent(sweep: Sweep, pass: Pass): Promise<{ gone: number; of: number }> {
  const { stores, connection, runId } = sweep.context
  const isSeen = await stores.sightings.seen(pass)
  let [gone, of] = [0, 0]
  for await (const keys of stores.completions.keys(connection.id)) {
    sweep.demandLease()
    const unseen = keys.filter(key => !isSeen(key))
    of += keys.length - unseen.length
    const standing = await standingOf(sweep, unseen)
    gone += standing.length
    await stores.sightings.hold(connection.id, runId, standing)
  }
  return { gone, of: of + gone }
}

/**
 * Withdraws what is on the list of a run, and takes it off.
 *
 * @returns how many there were
 */
export async function withdrawHeld(sweep: Sweep, listedBy: string): Promise<number> {
  const { stores, connection } = sweep.context
  let count = 0
  for (;;) {
    sweep.demandLease()
    const q = { connectionId: connection.id, runId: listedBy, limit: CHUNK }
    const keys = await stores.sightings.held(q)
    if (keys.length === 0) return count
    await withdraw(sweep, keys)
    await stores.sightings.drop(connection.id, keys)
    count += keys.length
  }
}

async function withdraw(sweep: Sweep, keys: string[]): Promise<void> {
  const { context } = sweep
  const standing = new Set(await standingOf(sweep, keys))
  const latest = await context.stores.completions.latest<SourceRecord>(context.connection.id, keys)
  const items = [...latest.values()]
    .filter(({ key }) => standing.has(key))
    .map(({ record }) => incomingRecord({ ...record, state: 'revoked', rawState: ABSENT }))
  await storeItems({ ...context, now: sweep.now(), isReplayed: false }, items)
}

/** Those that stand as completed; and those whose withdrawal an interrupted run did not see through. */
async function standingOf({ context }: Sweep, keys: string[]): Promise<string[]> {
  if (keys.length === 0) return []
  const latest = await context.stores.completions.latest<SourceRecord>(context.connection.id, keys)
  const standing: string[] = []
  for (const completion of latest.values()) {
    if (isStanding(completion) || (await isUnfinished(context, completion))) standing.push(completion.key)
  }
  return standing
}

const isStanding = ({ record: { state } }: Completion<SourceRecord>): boolean =>
  state === 'completed' || state === 'passed'

const isUnfinished = async (
  { endedWell }: RunContext,
  { record, firstRunId }: Completion<SourceRecord>,
): Promise<boolean> => record.rawState === ABSENT && !(await endedWell(firstRunId))
