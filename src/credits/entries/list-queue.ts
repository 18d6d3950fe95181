/** The queue: what waits in a curator's programmes or for an appointed signer, by event, with everything a decision needs. */
import type { Actor } from '#domain/actor'
import type { Connection } from '#store/ports/connections'
import type { StoredProgramme } from '#store/ports/people'
import { hasRole, reaches } from '../access.ts'
import type { Credits, QueueView } from '../contract.ts'
import { minutesAfter } from '../dates.ts'
import type { CreditsDeps } from '../deps.ts'
import { dutiesOf } from '../writing/duties.ts'
import { queueFilterOf } from './queue-filter.ts'
import { groupRows, loadRows } from './queue-rows.ts'
import { countWaiting, narrowed, readWaiting } from './waiting.ts'

/** Counted exactly up to here. */
const COUNT_LIMIT = 1_000
const LATE_DAYS = 7
const PAGE = 50
const MOST_ROWS = 500

const noPulls: ReadonlyMap<string, Date> = new Map()

export function listQueue(deps: CreditsDeps): Credits['listQueue'] {
  const { stores } = deps

  return async (actor, query) => {
    const duties = await dutiesOf(deps, actor, ['curator', 'administrator'])
    const { programmes, actor: decider } = duties
    const filter = narrowed(await queueFilterOf(stores, programmes, query), duties)
    const limit = Math.min(Math.max(query.limit ?? PAGE, 1), MOST_ROWS)
    const counting = { lateBefore: lateBefore(deps.now()), atMost: COUNT_LIMIT + 1 }
    const [{ entries, next }, counts, sources] = await Promise.all([
      readWaiting(deps, duties, filter, { after: query.after ?? null, limit }),
      countWaiting(deps, duties, filter, counting),
      sourcesOf(decider, programmes),
    ])
    const byId = new Map(programmes.map(programme => [programme.id, programme]))
    const [rows, nextPulls] = await Promise.all([
      loadRows(deps, decider, entries, byId),
      entries.length === 0 ? stores.runs.nextPulls(sources.map(({ id }) => id)) : noPulls,
    ])
    return {
      waiting: counted(counts.waiting, counts.more),
      late: counted(counts.late, counts.more),
      groups: groupRows(rows, byId, titlesOf(sources)),
      next,
      programmes: programmes.map(({ id, title }) => ({ id, title })),
      modules: modulesOf(filter.programmeIds, byId),
      sources: await Promise.all(sources.map(source => runsOf(source, nextPulls))),
    }
  }

  /** Source systems of the scope, and those that the programmes' modules live in. */
  async function sourcesOf(decider: Actor, programmes: StoredProgramme[]): Promise<Connection[]> {
    const ids = new Set(
      programmes.flatMap(({ modules }) => modules.map(module => module.source?.connectionId)),
    )
    const isStaff = hasRole(decider, ['curator', 'administrator'])
    return (await stores.connections.all()).filter(
      connection => ids.has(connection.id) || (isStaff && reaches(decider, connection)),
    )
  }

  async function runsOf(
    { id, title }: Connection,
    nextPulls: ReadonlyMap<string, Date>,
  ): Promise<QueueView['sources'][number]> {
    const runs = await stores.runs.latest(id, 5)
    return {
      id,
      title,
      lastRunAt: runs.find(run => run.status === 'done')?.finishedAt ?? null,
      nextRunAt: nextPulls.get(id)?.toISOString() ?? null,
    }
  }
}

function modulesOf(
  programmeIds: readonly string[],
  byId: ReadonlyMap<string, StoredProgramme>,
): QueueView['modules'] {
  const [only, ...others] = programmeIds.map(id => byId.get(id))
  return others.length > 0 ? [] : (only?.modules ?? []).map(({ id, title }) => ({ id, title }))
}

function lateBefore(now: Date): string {
  return minutesAfter(now, -LATE_DAYS * 24 * 60).toISOString()
}

function counted(count: number, isMore: boolean): { count: number; more: boolean } {
  return { count: Math.min(count, COUNT_LIMIT), more: isMore || count > COUNT_LIMIT }
}

function titlesOf(connections: Connection[]): Map<string, string> {
  return new Map(connections.map(({ id, title }) => [id, title]))
}
