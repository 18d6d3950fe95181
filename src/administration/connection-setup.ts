/**
 * Use cases of the connection wizard (мастер подключения): a draft that is checked and tried before it is switched on, and
 * a connection that is changed, switched off or removed. Secrets go in, are sealed at once and never come out.
 */
import type { CheckReport } from '#connectors/contract'
import type { Actor } from '#domain/access/actor'
import { demandAdministrator } from '#domain/access/rights'
import { type Change, versionOf, withChange } from '#domain/changes/changes'
import { ConflictError, InvalidInputError } from '#domain/errors'
import type { PlatformStore } from '#store/ports/access'
import {
  type Connection,
  type ConnectionChanges,
  type ConnectionStore,
  uploadPath,
} from '#store/ports/connections'
import type { RawFileStore } from '#store/ports/raw-files'
import type { RemovedConnection } from '#store/ports/removals'
import type { CheckOptions, PreviewOptions, PreviewReport, Sync } from '#sync/contract'
import { reachesConnection } from '#sync/reach'
import {
  type ChangeDeps,
  changedMeanwhile,
  changesOf,
  differencesIn,
  refuseOperatorFile,
  type SetupChange,
} from './connection-changes.ts'
import { demandFound } from './demand-found.ts'
import { type DraftDeps, keepDraft, type NewDraft } from './keep-draft.ts'
import { demandRemoved, noteRemoved, whyGone } from './removed-connections.ts'

export interface SetupDeps extends ChangeDeps, DraftDeps {
  connections: ConnectionStore
  rawFiles: RawFileStore
  sync: Pick<Sync, 'check' | 'preview' | 'start'>
}

export interface UploadedExport {
  sha256: string
  name: string
  bytes: Uint8Array
  contentType?: string
}

/** A connection as its administrator sees it: names of the secrets that are set, none of their values. */
export type SetupView = Omit<Connection, 'sealedSecrets' | 'changes'> & {
  version: number
  secretsSet: string[]
  /** The last change; absent: nobody has changed it yet. */
  changed?: Pick<Change, 'byName' | 'at' | 'action'>
}

/** A connection as somebody saw it: whatever is done to it is done to that version. */
export interface SeenConnection {
  id: string
  version: number
}

/**
 * All throw {ForbiddenError} unless the actor administers, {NotFoundError} for what their deployments do not reach,
 * {RemovedError} for what somebody removed, and those that change something {ConflictError} if somebody else has changed it
 * since it was seen.
 */
export interface ConnectionSetup {
  read(actor: Actor, id: string): Promise<SetupView>
  /** What stood in one that was removed. @throws {NotFoundError} if it was not */
  removed(actor: Actor, id: string): Promise<RemovedConnection['was']>
  /** LTI issuers that the actor reaches: a Moodle's users may have the ids of its launches. */
  issuers(actor: Actor): Promise<string[]>
  /** Kept on the server, pulled by nobody. @throws {InvalidInputError} naming each field, no value */
  draft(actor: Actor, input: NewDraft): Promise<SetupView>
  /**
   * @throws {InvalidInputError} naming each field. Another host wants the secrets anew: an old one never travels to a new
   *   address
   */
  change(actor: Actor, seen: SeenConnection, change: SetupChange): Promise<SetupView>
  /** Asks the site and remembers how it went, unless it was stopped. */
  check(actor: Actor, id: string, options?: CheckOptions): Promise<CheckReport>
  /** The first records as a pull would take them; of a file that waits, if one does. Nothing is written of them. */
  preview(
    actor: Actor,
    id: string,
    options?: Pick<PreviewOptions, 'signal' | 'onSeen'>,
  ): Promise<PreviewReport>
  /** Keeps a file for a preview. @throws {InvalidInputError} for a source that reads no files, or a file too large */
  upload(actor: Actor, seen: SeenConnection, file: UploadedExport): Promise<SetupView>
  /** Takes the file that waits for the source, and switches on. @throws {ConflictError} if none waits */
  takeUpload(actor: Actor, seen: SeenConnection): Promise<void>
  /** The same, and pulls it. @throws {ConflictError} if none waits */
  importUpload(actor: Actor, seen: SeenConnection): Promise<{ runId: string }>
  /** The worker pulls it. */
  enable(actor: Actor, seen: SeenConnection): Promise<void>
  /** Switches on and starts the first pull. */
  switchOn(actor: Actor, seen: SeenConnection): Promise<{ runId: string }>
  /** Nobody pulls it; what was pulled stays. */
  switchOff(actor: Actor, seen: SeenConnection): Promise<void>
  /** Forgets it and its secrets; what was pulled stays. */
  remove(actor: Actor, seen: SeenConnection): Promise<void>
}

export function createConnectionSetup(deps: SetupDeps): ConnectionSetup {
  const { connections } = deps
  const find = async (actor: Actor, id: string): Promise<Connection> => {
    demandAdministrator(actor)
    const connection = await connections.byId(id)
    if (!connection) throw await whyGone(deps, actor, id)
    const visible = reachesConnection(actor, connection, await deps.platforms.all())
    return demandFound(visible ? connection : null, 'connection')
  }
  const findSeen = async (actor: Actor, { id, version }: SeenConnection): Promise<Connection> => {
    const connection = await find(actor, id)
    if (versionOf(connection) !== version) throw changedMeanwhile(connection, version)
    return connection
  }
  /** Over what was seen, with who did it; what changes nothing is not written. */
  const write = async (actor: Actor, read: Connection, action: string, changes: ConnectionChanges) => {
    const differences = differencesIn(read, changes)
    if (differences.length === 0) return
    const kept = withChange(read, actor, { action, at: deps.now().toISOString(), differences })
    if (!(await connections.update(read, { ...changes, ...kept })))
      throw changedMeanwhile(await find(actor, read.id), versionOf(read))
  }
  /** How trying it went; nobody's change. What was changed while it was tried has not been tried. */
  const note = async (read: Connection, tried: Connection['setup']) => {
    const setup = (await connections.byId(read.id))?.setup
    await connections.update(read, { setup: { ...setup, ...tried } })
  }
  const view = (connection: Connection): SetupView => {
    const { sealedSecrets: _, changes = [], ...rest } = connection
    const secrets = Object.entries(deps.open(connection) as Record<string, unknown>)
    const secretsSet = secrets.filter(([, value]) => value).map(([name]) => name)
    const changed = changes.at(-1)
    return { ...rest, version: versionOf(connection), secretsSet, ...(changed && { changed }) }
  }
  const read: ConnectionSetup['read'] = async (actor, id) => view(await find(actor, id))
  const enable: ConnectionSetup['enable'] = async (actor, seen) =>
    write(actor, await findSeen(actor, seen), 'switched-on', { state: null })
  const takeUpload: ConnectionSetup['takeUpload'] = async (actor, seen) => {
    const connection = await findSeen(actor, seen)
    const { setup, settings } = connection
    if (!setup?.upload) throw new ConflictError('no file waits to be imported')
    const { upload, ...rest } = setup
    const { url: _, ...kept } = settings
    const changed = { ...kept, file: uploadPath(upload.sha256) }
    await write(actor, connection, 'file-taken', { settings: changed, setup: rest, state: null })
  }
  return {
    read,
    removed: async (actor, id) => (await demandRemoved(deps, actor, id)).was,
    async issuers(actor) {
      demandAdministrator(actor)
      const platforms = await deps.platforms.all()
      const reached = platforms.filter(platform => platform.active && reachesPlatform(actor, platform))
      return [...new Set(reached.map(({ issuer }) => issuer))]
    },
    draft: async (actor, input) => read(actor, await keepDraft(deps, actor, input)),
    async change(actor, seen, change) {
      const connection = await findSeen(actor, seen)
      refuseOperatorFile(actor, change.settings ?? {})
      await write(actor, connection, 'settings', changesOf(deps, connection, change))
      return read(actor, seen.id)
    },
    async check(actor, id, options) {
      const connection = await find(actor, id)
      const report = await deps.sync.check(id, options)
      if (options?.signal?.aborted) return report
      await note(connection, { checkedAt: deps.now().toISOString(), isFine: report.ok })
      return report
    },
    async preview(actor, id, options) {
      const connection = await find(actor, id)
      const upload = connection.setup?.upload
      const report = await deps.sync.preview(id, {
        ...options,
        ...(upload && { file: uploadPath(upload.sha256) }),
      })
      if (!report.error && !options?.signal?.aborted)
        await note(connection, { previewedAt: deps.now().toISOString() })
      return report
    },
    async upload(actor, seen, file) {
      const connection = await findSeen(actor, seen)
      if (!deps.connectorOf(connection.type).settings.safeParse({ file: 'probe' }).success)
        throw new InvalidInputError('this source reads no files', [
          { path: 'file', message: 'reads no files' },
        ])
      if (!(await deps.rawFiles.put(file)))
        throw new InvalidInputError('the file is too large', [{ path: 'file', message: 'too large' }])
      const upload = { sha256: file.sha256, name: file.name, at: deps.now().toISOString() }
      await write(actor, connection, 'file-uploaded', { setup: { ...connection.setup, upload } })
      return read(actor, seen.id)
    },
    takeUpload,
    async importUpload(actor, seen) {
      await takeUpload(actor, seen)
      return { runId: (await deps.sync.start(seen.id)).runId }
    },
    enable,
    async switchOn(actor, seen) {
      await enable(actor, seen)
      return { runId: (await deps.sync.start(seen.id)).runId }
    },
    async switchOff(actor, seen) {
      await write(actor, await findSeen(actor, seen), 'switched-off', { state: 'off' })
    },
    async remove(actor, seen) {
      const connection = await findSeen(actor, seen)
      await noteRemoved(deps, actor, connection)
      if (!(await connections.remove(connection)))
        throw changedMeanwhile(await find(actor, seen.id), seen.version)
    },
  }
}

const reachesPlatform = (
  actor: Actor,
  platform: Awaited<ReturnType<PlatformStore['all']>>[number],
): boolean =>
  reachesConnection(actor, { deployments: [], platformIssuer: platform.issuer } as never, [platform])
