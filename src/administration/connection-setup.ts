/**
 * Use cases of the connection wizard (мастер подключения): a draft that is checked and tried before it is switched on, and
 * a connection that is changed, switched off or removed. Secrets go in, are sealed at once and never come out.
 */
import type { AnyConnector, CheckReport } from '#connectors/contract'
import type { Actor } from '#domain/actor'
import { ConflictError, InvalidInputError } from '#domain/errors'
import { demandAdministrator } from '#domain/rights'
import type { PlatformStore } from '#store/ports/access'
import { type Connection, type ConnectionStore, uploadPath } from '#store/ports/connections'
import type { RawFileStore } from '#store/ports/raw-files'
import type { PreviewReport, Sync } from '#sync/contract'
import { reachesConnection } from '#sync/reach'
import { buildConnection, issuesOf } from './build-connection.ts'
import { nameFor } from './connection-name.ts'
import { demandFound } from './demand-found.ts'

export interface SetupDeps {
  connections: ConnectionStore
  platforms: Pick<PlatformStore, 'all'>
  rawFiles: RawFileStore
  connectorOf(type: string): AnyConnector
  seal(secrets: unknown): string
  open(connection: Connection): unknown
  sync: Pick<Sync, 'check' | 'preview' | 'start'>
  now(): Date
  newId(): string
}

export interface NewDraft {
  type: string
  title: string
  settings: Record<string, unknown>
  secrets: Record<string, unknown>
}

export interface SetupChange {
  title?: string
  /** Merged into what is there; `undefined` and `null` take a setting away. */
  settings?: Record<string, unknown>
  /** Those that are given replace those that are there. */
  secrets?: Record<string, string>
  /** LTI issuer whose users have the same ids; empty: none. */
  platformIssuer?: string
}

export interface UploadedExport {
  sha256: string
  name: string
  bytes: Uint8Array
  contentType?: string
}

/** A connection as its administrator sees it: names of the secrets that are set, none of their values. */
export type SetupView = Omit<Connection, 'sealedSecrets'> & { secretsSet: string[] }

/** All throw {ForbiddenError} unless the actor administers, {NotFoundError} for what their deployments do not reach. */
export interface ConnectionSetup {
  read(actor: Actor, id: string): Promise<SetupView>
  /** LTI issuers that the actor reaches: a Moodle's users may have the ids of its launches. */
  issuers(actor: Actor): Promise<string[]>
  /** Kept on the server, pulled by nobody. @throws {InvalidInputError} naming each field, no value */
  draft(actor: Actor, input: NewDraft): Promise<SetupView>
  /**
   * @throws {InvalidInputError} naming each field. Another host wants the secrets anew: an old one never travels to a new
   *   address
   */
  change(actor: Actor, id: string, change: SetupChange): Promise<SetupView>
  /** Asks the site and remembers how it went. */
  check(actor: Actor, id: string): Promise<CheckReport>
  /** The first records as a pull would take them; of a file that waits, if one does. Nothing is written of them. */
  preview(actor: Actor, id: string): Promise<PreviewReport>
  /** Keeps a file for a preview. @throws {InvalidInputError} for a source that reads no files, or a file too large */
  upload(actor: Actor, id: string, file: UploadedExport): Promise<SetupView>
  /** Takes the file that waits for the source, and switches on. @throws {ConflictError} if none waits */
  takeUpload(actor: Actor, id: string): Promise<void>
  /** The same, and pulls it. @throws {ConflictError} if none waits */
  importUpload(actor: Actor, id: string): Promise<{ runId: string }>
  /** The worker pulls it. */
  enable(actor: Actor, id: string): Promise<void>
  /** Switches on and starts the first pull. */
  switchOn(actor: Actor, id: string): Promise<{ runId: string }>
  /** Nobody pulls it; what was pulled stays. */
  switchOff(actor: Actor, id: string): Promise<void>
  /** Forgets it and its secrets; what was pulled stays. */
  remove(actor: Actor, id: string): Promise<void>
}

export function createConnectionSetup(deps: SetupDeps): ConnectionSetup {
  const { connections } = deps
  const find = async (actor: Actor, id: string): Promise<Connection> => {
    demandAdministrator(actor)
    const connection = demandFound(await connections.byId(id), 'connection')
    const visible = reachesConnection(actor, connection, await deps.platforms.all())
    return demandFound(visible ? connection : null, 'connection')
  }
  const view = (connection: Connection): SetupView => {
    const { sealedSecrets: _, ...rest } = connection
    const secrets = Object.entries(deps.open(connection) as Record<string, unknown>)
    return { ...rest, secretsSet: secrets.filter(([, value]) => value).map(([name]) => name) }
  }
  const read: ConnectionSetup['read'] = async (actor, id) => view(await find(actor, id))
  const enable: ConnectionSetup['enable'] = async (actor, id) => {
    await find(actor, id)
    await connections.update(id, { state: null })
  }
  const takeUpload: ConnectionSetup['takeUpload'] = async (actor, id) => {
    const { setup, settings } = await find(actor, id)
    if (!setup?.upload) throw new ConflictError('no file waits to be imported')
    const { upload, ...rest } = setup
    const { url: _, ...kept } = settings
    const changed = { ...kept, file: uploadPath(upload.sha256) }
    await connections.update(id, { settings: changed, setup: rest, state: null })
  }
  return {
    read,
    async issuers(actor) {
      demandAdministrator(actor)
      const platforms = await deps.platforms.all()
      const reached = platforms.filter(platform => platform.active && reachesPlatform(actor, platform))
      return [...new Set(reached.map(({ issuer }) => issuer))]
    },
    async draft(actor, input) {
      demandAdministrator(actor)
      refuseOperatorFile(actor, input.settings)
      const taken = new Set((await connections.all()).map(({ name }) => name))
      const name = nameFor(input.type, input.settings.url, taken)
      const built = buildConnection(deps, actor, { ...input, name })
      await connections.create({ ...built, state: 'draft', setup: {} })
      return read(actor, built.id)
    },
    async change(actor, id, change) {
      const connection = await find(actor, id)
      await connections.update(id, changesOf(deps, actor, connection, change))
      return read(actor, id)
    },
    async check(actor, id) {
      const { setup } = await find(actor, id)
      const report = await deps.sync.check(id)
      const checkedAt = deps.now().toISOString()
      await connections.update(id, { setup: { ...setup, checkedAt, isFine: report.ok } })
      return report
    },
    async preview(actor, id) {
      const { setup } = await find(actor, id)
      const report = await deps.sync.preview(id, {
        ...(setup?.upload && { file: uploadPath(setup.upload.sha256) }),
      })
      if (!report.error)
        await connections.update(id, { setup: { ...setup, previewedAt: deps.now().toISOString() } })
      return report
    },
    async upload(actor, id, file) {
      const connection = await find(actor, id)
      if (!deps.connectorOf(connection.type).settings.safeParse({ file: 'probe' }).success)
        throw new InvalidInputError('this source reads no files', [
          { path: 'file', message: 'reads no files' },
        ])
      if (!(await deps.rawFiles.put(file)))
        throw new InvalidInputError('the file is too large', [{ path: 'file', message: 'too large' }])
      const upload = { sha256: file.sha256, name: file.name, at: deps.now().toISOString() }
      await connections.update(id, { setup: { ...connection.setup, upload } })
      return read(actor, id)
    },
    takeUpload,
    async importUpload(actor, id) {
      await takeUpload(actor, id)
      return { runId: (await deps.sync.start(id)).runId }
    },
    enable,
    async switchOn(actor, id) {
      await enable(actor, id)
      return { runId: (await deps.sync.start(id)).runId }
    },
    async switchOff(actor, id) {
      await find(actor, id)
      await connections.update(id, { state: 'off' })
    },
    async remove(actor, id) {
      await find(actor, id)
      await connections.remove(id)
    },
  }
}

const reachesPlatform = (
  actor: Actor,
  platform: Awaited<ReturnType<PlatformStore['all']>>[number],
): boolean =>
  reachesConnection(actor, { deployments: [], platformIssuer: platform.issuer } as never, [platform])

/** A file of the operator's directory may be another school's. */
function refuseOperatorFile({ scope }: Actor, settings: Record<string, unknown>): void {
  const { file } = settings
  if (file === undefined || file === null || scope === 'all' || String(file).startsWith('upload:')) return
  throw new InvalidInputError('only the operator names a file of the server', [
    { path: 'settings.file', message: 'only the operator names a file of the server' },
  ])
}

function changesOf(deps: SetupDeps, actor: Actor, connection: Connection, change: SetupChange) {
  refuseOperatorFile(actor, change.settings ?? {})
  const connector = deps.connectorOf(connection.type)
  const merged = { ...connection.settings, ...change.settings }
  const kept = Object.fromEntries(
    Object.entries(merged).filter(([, value]) => value !== undefined && value !== null),
  )
  const isElsewhere = originOf(kept.url) !== originOf(connection.settings.url)
  const before = isElsewhere ? {} : (deps.open(connection) as Record<string, unknown>)
  const given = Object.entries(change.secrets ?? {}).filter(([, value]) => value !== '')
  const settings = connector.settings.safeParse(kept)
  const secrets = connector.secrets.safeParse({ ...before, ...Object.fromEntries(given) })
  const issues = [
    ...(change.title?.trim() === '' ? [{ path: 'title', message: 'must not be empty' }] : []),
    ...issuesOf('settings', settings.error?.issues),
    ...issuesOf('secrets', secrets.error?.issues),
  ]
  if (issues.length > 0) throw new InvalidInputError('the connection does not hold', issues)
  const isAnother = change.settings !== undefined || given.length > 0
  return {
    settings: settings.data as Record<string, unknown>,
    sealedSecrets: deps.seal(secrets.data),
    ...(change.title !== undefined && { title: change.title.trim() }),
    ...(change.platformIssuer !== undefined && { platformIssuer: change.platformIssuer }),
    // What was tried was another connection.
    ...(isAnother && { setup: connection.setup?.upload ? { upload: connection.setup.upload } : {} }),
  }
}

function originOf(url: unknown): string {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : ''
}
