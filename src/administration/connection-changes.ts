/** What a change makes of a connection (подключение), and how its history tells it: field by field, without a secret. */
import type { AnyConnector } from '#connectors/contract'
import type { Actor } from '#domain/access/actor'
import { changedSince } from '#domain/changes/changes'
import { type Difference, differencesOf } from '#domain/changes/meanwhile'
import { ConflictError, InvalidInputError } from '#domain/errors'
import { type Connection, type ConnectionChanges, isUpload } from '#store/ports/connections'
import { checkSettings } from '#sync/settings'
import { issuesOf } from './build-connection.ts'

export interface ChangeDeps {
  connectorOf(type: string): AnyConnector
  seal(secrets: unknown): string
  open(connection: Connection): unknown
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

/** A file of the operator's directory may be another school's. */
export function refuseOperatorFile({ scope }: Actor, settings: Record<string, unknown>): void {
  const { file } = settings
  if (file === undefined || file === null || scope === 'all' || isUpload(file)) return
  throw new InvalidInputError('only the operator names a file of the server', [
    { path: 'settings.file', message: 'only the operator names a file of the server' },
  ])
}

/** @throws {InvalidInputError} naming each field, no value */
export function changesOf(deps: ChangeDeps, connection: Connection, change: SetupChange): ConnectionChanges {
  const connector = deps.connectorOf(connection.type)
  const merged = { ...connection.settings, ...change.settings }
  const kept = Object.fromEntries(
    Object.entries(merged).filter(([, value]) => value !== undefined && value !== null),
  )
  const isElsewhere = originOf(kept.url) !== originOf(connection.settings.url)
  const before = isElsewhere ? {} : (deps.open(connection) as Record<string, unknown>)
  const given = Object.entries(change.secrets ?? {}).filter(([, value]) => value !== '')
  const { settings, issues: faults } = checkSettings(connector, kept)
  const secrets = connector.secrets.safeParse({ ...before, ...Object.fromEntries(given) })
  const issues = [
    ...(change.title?.trim() === '' ? [{ path: 'title', message: 'must not be empty' }] : []),
    ...issuesOf('settings', faults),
    ...issuesOf('secrets', secrets.error?.issues),
  ]
  if (issues.length > 0) throw new InvalidInputError('the connection does not hold', issues)
  const isRead = (name: string) => name in connector.settings.shape
  const isAnother = Object.keys(change.settings ?? {}).some(isRead) || given.length > 0
  return {
    settings,
    ...((isElsewhere || given.length > 0) && { sealedSecrets: deps.seal(secrets.data) }),
    ...(change.title !== undefined && { title: change.title.trim() }),
    ...(change.platformIssuer !== undefined && { platformIssuer: change.platformIssuer }),
    // What was tried was another connection.
    ...(isAnother && { setup: connection.setup?.upload ? { upload: connection.setup.upload } : {} }),
  }
}

function originOf(url: unknown): string {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : ''
}

/** Of what people see; that a secret was given anew is all that is said of it. */
export function differencesIn(connection: Connection, changes: ConnectionChanges): Difference[] {
  const replaced = { field: 'secrets', was: '', now: 'replaced' }
  return [
    ...differencesOf(said(connection), said({ ...connection, ...changes })),
    ...(changes.sealedSecrets === undefined ? [] : [replaced]),
  ]
}

type Told = Pick<ConnectionChanges, 'title' | 'settings' | 'platformIssuer' | 'setup' | 'state'>

function said({ title, settings = {}, platformIssuer, setup, state }: Told): Record<string, string> {
  const { file, ...rest } = settings
  return {
    title: title ?? '',
    ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, settingText(value)])),
    ...(file !== undefined && !isUpload(file) && { file: String(file) }),
    platformIssuer: platformIssuer ?? '',
    upload: setup?.upload ? `${setup.upload.name} (${setup.upload.sha256.slice(0, 8)})` : '',
    switched: state ?? 'on',
  }
}

/** As a form writes it: `ids:2,3`, `category:5`, `yes`; a table of columns as JSON. */
export function settingText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : ''
  if (Array.isArray(value)) return value.join(', ')
  if (value === null || typeof value !== 'object') return String(value ?? '')
  const { ids, category } = value as { ids?: string[]; category?: string }
  if (ids) return `ids:${ids.join(',')}`
  if (category !== undefined) return `category:${category}`
  return Object.keys(value).length > 0 ? JSON.stringify(value, null, 2) : ''
}

export function changedMeanwhile(now: Connection, seen: number): ConflictError {
  return new ConflictError(
    'the connection was changed meanwhile',
    { connection: now.id },
    { meanwhile: changedSince(now, seen) },
  )
}
