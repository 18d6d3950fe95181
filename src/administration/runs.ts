/** Use cases on runs (загрузки): what was pulled, what is in quarantine, start and stop. */
import type { Actor } from '#domain/actor'
import type { PlatformStore } from '#store/ports/access'
import {
  type Connection,
  type ConnectionStore,
  type Quarantined,
  type QuarantineStore,
  quarantineCursor,
  type Run,
  type RunStore,
} from '#store/ports/sources'
import { demandAdministrator, demandFound, reachesConnection } from './rights.ts'

export interface RunsDeps {
  connections: ConnectionStore
  platforms: Pick<PlatformStore, 'all'>
  runs: RunStore
  quarantine: QuarantineStore
  /** Starts a pull in the background. @returns as soon as its record exists, or that of the one under way */
  start(connectionId: string, mode: 'full' | 'incremental'): Promise<string>
  /** Classifies quarantined records again. @returns how many became entries */
  replay(connectionId: string): Promise<number>
}

export interface ConnectionOverview {
  id: string
  name: string
  title: string
  type: string
  quarantine: Record<string, number>
  lastRun: Run | null
}

export interface Runs {
  listConnections(actor: Actor): Promise<ConnectionOverview[]>
  listRuns(actor: Actor, q: { connectionId?: string; limit: number }): Promise<Run[]>
  readRun(actor: Actor, runId: string): Promise<Run>
  quarantine(
    actor: Actor,
    q: { connectionId?: string; reason?: string; after?: string; limit: number },
  ): Promise<{ rows: Quarantined[]; next: string | null }>
  startRun(actor: Actor, input: { connectionId: string; full: boolean }): Promise<{ runId: string }>
  cancelRun(actor: Actor, runId: string): Promise<void>
  replay(actor: Actor, connectionId: string): Promise<number>
}

export function createRuns(deps: RunsDeps): Runs {
  const within = async (actor: Actor): Promise<Connection[]> => {
    demandAdministrator(actor)
    const [connections, platforms] = await Promise.all([deps.connections.all(), deps.platforms.all()])
    return connections.filter(connection => reachesConnection(actor, connection, platforms))
  }
  const connectionOf = async (actor: Actor, id: string): Promise<Connection> =>
    demandFound(
      (await within(actor)).find(connection => connection.id === id),
      'connection',
    )
  const readRun = async (actor: Actor, runId: string): Promise<Run> => {
    const run = demandFound(await deps.runs.byId(runId), 'run')
    await connectionOf(actor, run.connectionId)
    return run
  }
  return {
    readRun,
    listConnections: async actor =>
      Promise.all((await within(actor)).map(connection => overviewOf(deps, connection))),
    async listRuns(actor, { connectionId, limit }) {
      const connections = connectionId ? [await connectionOf(actor, connectionId)] : await within(actor)
      const runs = await Promise.all(connections.map(({ id }) => deps.runs.latest(id, limit)))
      return runs
        .flat()
        .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
        .slice(0, limit)
    },
    async quarantine(actor, { connectionId, ...q }) {
      const connections = connectionId ? [await connectionOf(actor, connectionId)] : await within(actor)
      const lists = await Promise.all(
        connections.map(({ id }) => deps.quarantine.list({ ...q, connectionId: id, limit: q.limit + 1 })),
      )
      const rows = lists.flat().toSorted((a, b) => (quarantineCursor(a) < quarantineCursor(b) ? -1 : 1))
      const shown = rows.slice(0, q.limit)
      const last = rows.length > q.limit ? shown.at(-1) : undefined
      return { rows: shown, next: last ? quarantineCursor(last) : null }
    },
    async startRun(actor, { connectionId, full }) {
      const { id } = await connectionOf(actor, connectionId)
      return { runId: await deps.start(id, full ? 'full' : 'incremental') }
    },
    async cancelRun(actor, runId) {
      const { id } = await readRun(actor, runId)
      await deps.runs.requestCancel(id)
    },
    async replay(actor, connectionId) {
      const { id } = await connectionOf(actor, connectionId)
      return deps.replay(id)
    },
  }
}

async function overviewOf(deps: RunsDeps, connection: Connection): Promise<ConnectionOverview> {
  const [quarantine, runs] = await Promise.all([
    deps.quarantine.countByReason(connection.id),
    deps.runs.latest(connection.id, 1),
  ])
  const { id, name, title, type } = connection
  return { id, name, title, type, quarantine, lastRun: runs[0] ?? null }
}
