/** Use cases on runs (загрузки): what was pulled, what is in quarantine, start and stop, what a person decides. */
import type { SourceRecord } from '#connectors/record'
import type { Actor } from '#domain/access/actor'
import { demandAdministrator } from '#domain/access/rights'
import { ConflictError } from '#domain/errors'
import { fullName } from '#domain/names/full-name'
import type { PlatformStore } from '#store/ports/access'
import type { CompletionStore } from '#store/ports/completions'
import type { Connection, ConnectionStore } from '#store/ports/connections'
import { type Quarantined, type QuarantineStore, quarantineCursor } from '#store/ports/quarantine'
import type { RawFile, RawFileStore } from '#store/ports/raw-files'
import { isHeld, type Run, type RunStore } from '#store/ports/runs'
import type { SightingStore } from '#store/ports/sightings'
import type { Sync } from '#sync/contract'
import { reachesConnection } from '#sync/reach'
import { demandFound } from './demand-found.ts'
import { type PullSchedule, scheduleOf } from './pull-schedule.ts'

export interface RunsDeps {
  connections: Pick<ConnectionStore, 'all'>
  platforms: Pick<PlatformStore, 'all'>
  runs: RunStore
  quarantine: QuarantineStore
  sightings: Pick<SightingStore, 'held'>
  completions: Pick<CompletionStore, 'latest'>
  rawFiles: Pick<RawFileStore, 'byHash' | 'ofRun'>
  /** Minutes between two pulls of a connection that does not say otherwise. */
  everyMinutes: number
  sync: Pick<Sync, 'start' | 'cancel' | 'pause' | 'replay' | 'releaseHeld' | 'dismissHeld'>
}

export interface ConnectionOverview {
  id: string
  name: string
  title: string
  type: string
  quarantine: Record<string, number>
  lastRun: Run | null
  /** Absent: on. */
  state?: 'draft' | 'off'
  /** Its people launch from this LMS, with the same account ids. */
  platformIssuer?: string
  /** The run that holds removals until a person decides, if there is one among the newest. */
  heldRunId?: string
}

/** A completion that a complete pass did not see any more and that waits for a person's word. */
export interface HeldCompletion {
  key: string
  person: string
  title: string
  /** ISO instant, if the source told. */
  at: string | null
}

/** A quarantined record with what a person needs to mend it; the record itself stays in the store. */
export type QuarantineRow = Pick<Quarantined, 'connectionId' | 'key' | 'reason' | 'facts' | 'firstSeenAt'>

/** All throw {ForbiddenError} unless the actor administers, and {NotFoundError} for what their deployments do not reach. */
export interface Runs {
  listConnections(actor: Actor): Promise<ConnectionOverview[]>
  readSchedule(actor: Actor, connectionId: string): Promise<PullSchedule>
  /** Newest first. */
  listRuns(actor: Actor, q: { connectionId?: string; limit: number }): Promise<Run[]>
  readRun(actor: Actor, runId: string): Promise<Run>
  quarantine(
    actor: Actor,
    q: { connectionId?: string; reason?: string; after?: string; limit: number },
  ): Promise<{ rows: QuarantineRow[]; next: string | null }>
  /** Starts a pull in the background; if one is running, answers that one. */
  startRun(actor: Actor, input: { connectionId: string; full: boolean }): Promise<{ runId: string }>
  /** Ends it after its page; a new one goes on from there. @throws {ConflictError} if it has ended */
  cancelRun(actor: Actor, runId: string): Promise<void>
  /** Stops it after its page until somebody resumes it. @throws {ConflictError} if it is not running */
  pauseRun(actor: Actor, runId: string): Promise<void>
  /** Goes on in the background. @throws {ConflictError} if it is not paused */
  resumeRun(actor: Actor, runId: string): Promise<{ runId: string }>
  /** What a run holds for a person, the first ones in order. */
  listHeld(actor: Actor, runId: string, limit: number): Promise<HeldCompletion[]>
  /** Withdraws what is held. @returns the record of the withdrawal @throws {NothingHeldError} @throws {SyncRunningError} */
  releaseHeld(actor: Actor, runId: string): Promise<Run>
  /** Leaves it as it is. @throws {NothingHeldError} */
  dismissHeld(actor: Actor, runId: string): Promise<void>
  /** The file that a run read. @throws {NotFoundError} if it read none, or one that was too large to keep */
  readFile(actor: Actor, runId: string, sha256?: string): Promise<RawFile>
  /** Files that a run read first: a portal's export, or the answers of a site that keeps them. */
  listFiles(actor: Actor, runId: string, limit: number): Promise<Pick<RawFile, 'sha256' | 'name'>[]>
  /** Classifies quarantined records again. @returns how many became entries */
  replay(actor: Actor, connectionId: string): Promise<number>
}

/** A run of a large site answers page by page. */
const FILES_AT_MOST = 10_000
/** Runs looked at for one that holds removals. */
const RUNS_LOOKED_AT = 30

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
    async readSchedule(actor, connectionId) {
      const connection = await connectionOf(actor, connectionId)
      return scheduleOf({ runs: deps.runs, siteMinutes: deps.everyMinutes }, connection)
    },
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
      return quarantinePage(deps, connections, q)
    },
    async startRun(actor, { connectionId, full }) {
      const { id } = await connectionOf(actor, connectionId)
      const { runId } = await deps.sync.start(id, { mode: full ? 'full' : 'incremental' })
      return { runId }
    },
    async cancelRun(actor, runId) {
      const { id } = await readRun(actor, runId)
      if (!(await deps.sync.cancel(id))) throw new ConflictError('the run has ended')
    },
    async pauseRun(actor, runId) {
      const { id } = await readRun(actor, runId)
      if (!(await deps.sync.pause(id))) throw new ConflictError('the run is not under way')
    },
    async resumeRun(actor, runId) {
      const run = await readRun(actor, runId)
      if (run.status !== 'paused') throw new ConflictError('the run is not paused')
      const { runId: resumed } = await deps.sync.start(run.connectionId, { mode: run.mode })
      return { runId: resumed }
    },
    async listHeld(actor, runId, limit) {
      return heldOf(deps, await readRun(actor, runId), limit)
    },
    async releaseHeld(actor, runId) {
      const { id } = await readRun(actor, runId)
      return deps.sync.releaseHeld(id, actor)
    },
    async dismissHeld(actor, runId) {
      const { id } = await readRun(actor, runId)
      await deps.sync.dismissHeld(id, actor)
    },
    async readFile(actor, runId, sha256) {
      const { id, raw } = await readRun(actor, runId)
      const own = new Set((await deps.rawFiles.ofRun(id, FILES_AT_MOST)).map(file => file.sha256))
      const wanted = sha256 === undefined || !own.has(sha256) ? raw?.sha256 : sha256
      return demandFound(wanted ? await deps.rawFiles.byHash(wanted) : null, 'file')
    },
    async listFiles(actor, runId, limit) {
      const { id } = await readRun(actor, runId)
      return deps.rawFiles.ofRun(id, limit)
    },
    async replay(actor, connectionId) {
      const { id } = await connectionOf(actor, connectionId)
      return (await deps.sync.replay(id)).counts.entries
    },
  }
}

async function quarantinePage(
  { quarantine }: RunsDeps,
  connections: readonly Connection[],
  q: { reason?: string; after?: string; limit: number },
): Promise<{ rows: Quarantined[]; next: string | null }> {
  const lists = await Promise.all(
    connections.map(({ id }) => quarantine.list({ ...q, connectionId: id, limit: q.limit + 1 })),
  )
  const rows = lists.flat().toSorted((a, b) => (quarantineCursor(a) < quarantineCursor(b) ? -1 : 1))
  const shown = rows.slice(0, q.limit)
  const last = rows.length > q.limit ? shown.at(-1) : undefined
  return { rows: shown, next: last ? quarantineCursor(last) : null }
}

async function overviewOf(deps: RunsDeps, connection: Connection): Promise<ConnectionOverview> {
  const [quarantine, runs] = await Promise.all([
    deps.quarantine.countByReason(connection.id),
    deps.runs.latest(connection.id, RUNS_LOOKED_AT),
  ])
  const { id, name, title, type, state, platformIssuer } = connection
  const held = runs.find(isHeld)
  return {
    id,
    name,
    title,
    type,
    quarantine,
    lastRun: runs[0] ?? null,
    ...(state && { state }),
    ...(platformIssuer && { platformIssuer }),
    ...(held && { heldRunId: held.id }),
  }
}

async function heldOf(deps: RunsDeps, run: Run, limit: number): Promise<HeldCompletion[]> {
  if (!isHeld(run)) return []
  const { connectionId } = run
  const keys = await deps.sightings.held({ connectionId, runId: run.id, limit })
  const latest = await deps.completions.latest<SourceRecord>(connectionId, keys)
  return keys.flatMap(key => {
    const record = latest.get(key)?.record
    if (!record) return []
    const { person, item, when } = record
    const name = fullName(person)
    return [{ key, person: name || person.userId, title: item.title, at: when.at }]
  })
}
