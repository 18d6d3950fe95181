/** The curator's queue: what waits in their programmes, by event, with everything a decision needs. */
import type { Actor } from '#domain/actor'
import type { EntryStore } from '#store/ports/entries'
import type { StoredProgramme } from '#store/ports/people'
import type { Connection } from '#store/ports/sources'
import { actAs, reachableProgrammes, reaches } from '../access.ts'
import type { Credits, QueueView } from '../contract.ts'
import { minutesAfter } from '../dates.ts'
import type { CreditsDeps } from '../deps.ts'
import { queueFilterOf } from './queue-filter.ts'
import { groupRows, loadRows } from './queue-rows.ts'

/** Counted exactly up to here. */
const COUNT_LIMIT = 1_000
const LATE_DAYS = 7
const PAGE = 50
const MOST_ROWS = 500

export function listQueue(deps: CreditsDeps): Credits['listQueue'] {
  const { stores } = deps

  return async (actor, query) => {
    const curator = actAs(actor, 'curator', 'administrator')
    const programmes = await reachableProgrammes(stores, curator)
    const filter = await queueFilterOf(stores, programmes, query)
    const limit = Math.min(Math.max(query.limit ?? PAGE, 1), MOST_ROWS)
    const [entries, waiting, late, sources] = await Promise.all([
      stores.entries.queue(filter, query.after ?? null, limit),
      stores.entries.queueSize(filter, COUNT_LIMIT + 1),
      stores.entries.queueOlderThan(filter, lateBefore(deps.now()), COUNT_LIMIT + 1),
      sourcesOf(curator, programmes),
    ])
    const byId = new Map(programmes.map(programme => [programme.id, programme]))
    const rows = await loadRows(deps, curator, entries, byId)
    return {
      waiting: counted(waiting),
      late: counted(late),
      groups: groupRows(rows, byId, titlesOf(sources)),
      next: entries.length < limit ? null : placeOf(entries.at(-1)),
      programmes: programmes.map(({ id, title }) => ({ id, title })),
      sources: await Promise.all(sources.map(lastRunOf)),
    }
  }

  /** Source systems of the scope, and those that the programmes' modules live in. */
  async function sourcesOf(curator: Actor, programmes: StoredProgramme[]): Promise<Connection[]> {
    const ids = new Set(
      programmes.flatMap(({ modules }) => modules.map(module => module.source?.connectionId)),
    )
    return (await stores.connections.all()).filter(
      connection => ids.has(connection.id) || reaches(curator, connection),
    )
  }

  async function lastRunOf({ id, title }: Connection): Promise<QueueView['sources'][number]> {
    const runs = await stores.runs.latest(id, 5)
    return { id, title, lastRunAt: runs.find(run => run.status === 'done')?.finishedAt ?? null }
  }
}

function lateBefore(now: Date): string {
  return minutesAfter(now, -LATE_DAYS * 24 * 60).toISOString()
}

function counted(count: number): { count: number; more: boolean } {
  return { count: Math.min(count, COUNT_LIMIT), more: count > COUNT_LIMIT }
}

function titlesOf(connections: Connection[]): Map<string, string> {
  return new Map(connections.map(({ id, title }) => [id, title]))
}

function placeOf(entry: Awaited<ReturnType<EntryStore['queue']>>[number] | undefined): QueueView['next'] {
  if (!entry) return null
  const { programmeId, moduleId, date, id } = entry
  return { programmeId, moduleId, date, id }
}
