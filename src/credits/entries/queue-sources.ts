/** Where the entries of a queue come from, and when each source was read last and will be next. */

import type { Connection } from '#store/ports/connections'
import type { Stores } from '#store/ports/index'
import { hasRole, reaches } from '../access.ts'
import type { QueueView } from '../contract.ts'
import type { Duties } from '../writing/duties.ts'

/** Runs looked at for the last one that was done. */
const LATEST_RUNS = 5

/** Source systems of the scope, and those that the programmes' modules live in. */
export async function sourcesOf(
  { connections }: Pick<Stores, 'connections'>,
  { actor, programmes }: Duties,
): Promise<Connection[]> {
  const ids = new Set(programmes.flatMap(({ modules }) => modules.map(module => module.source?.connectionId)))
  const isStaff = hasRole(actor, ['curator', 'administrator'])
  return (await connections.all()).filter(
    connection => ids.has(connection.id) || (isStaff && reaches(actor, connection)),
  )
}

/** @param options.isEmpty the next reading is told where nothing waits */
export async function runsOf(
  { runs }: Pick<Stores, 'runs'>,
  sources: readonly Connection[],
  { isEmpty }: { isEmpty: boolean },
): Promise<QueueView['sources']> {
  const next = isEmpty ? await runs.nextPulls(sources.map(({ id }) => id)) : null
  return Promise.all(
    sources.map(async ({ id, title }) => {
      const done = (await runs.latest(id, LATEST_RUNS)).find(({ status }) => status === 'done')
      const lastRunAt = done?.finishedAt ?? null
      return { id, title, lastRunAt, nextRunAt: next?.get(id)?.toISOString() ?? null }
    }),
  )
}
