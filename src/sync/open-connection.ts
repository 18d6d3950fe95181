/** A stored connection → its connector with settings and secrets that hold. */
import type { AnyConnector, ConnectorContext, SourceFile } from '#connectors/contract'
import { NotFoundError } from '#domain/errors'
import type { Connection, ConnectionStore } from '#store/ports/connections'
import { ConnectionFaultyError } from './errors.ts'
import { readSyncSettings, type SyncSettings } from './settings.ts'

export interface OpenConnectionDeps {
  stores: { connections: Pick<ConnectionStore, 'byId'> }
  /** @throws or answers nothing for a type that there is not */
  connectors(type: string): AnyConnector | undefined
  /** Opens the sealed secrets. */
  openSecrets(connection: Connection): unknown
  now(): Date
  allowPrivateAddresses: boolean
  /** Opens a file that the settings name: one that a person handed in, or one of the operator's directory. */
  openFile?(path: string): Promise<SourceFile>
  /** Zone of the organisation, for connections that name none. Default `Asia/Tomsk`. */
  timeZone?: string
  log(event: string, facts: Record<string, unknown>): void
}

export interface OpenConnection {
  connection: Connection
  connector: AnyConnector
  settings: SyncSettings
  context(signal: AbortSignal, onCall?: (name: string) => void): ConnectorContext<unknown, unknown>
}

export async function findConnection(deps: OpenConnectionDeps, id: string): Promise<Connection> {
  const connection = await deps.stores.connections.byId(id)
  if (!connection) throw new NotFoundError('there is no such connection')
  return connection
}

/** @throws {ConnectionFaultyError} saying which part does not hold; never a value of it */
export function openConnection(deps: OpenConnectionDeps, connection: Connection): OpenConnection {
  const connector = connectorOf(deps, connection.type)
  const settings = checked('settings', () => connector.settings.parse(connection.settings))
  const own = checked('settings', () =>
    readSyncSettings(connection.settings, { timeZone: deps.timeZone ?? 'Asia/Tomsk' }),
  )
  const secrets = checked('secrets', () => connector.secrets.parse(deps.openSecrets(connection)))
  return {
    connection,
    connector,
    settings: own,
    context: (signal, onCall) => ({
      settings,
      secrets,
      now: deps.now,
      signal,
      allowPrivateAddresses: deps.allowPrivateAddresses,
      log: deps.log,
      ...(deps.openFile && { openFile: deps.openFile }),
      ...(onCall && { onCall }),
    }),
  }
}

function connectorOf(deps: OpenConnectionDeps, type: string): AnyConnector {
  let connector: AnyConnector | undefined
  try {
    connector = deps.connectors(type)
  } catch {
    connector = undefined
  }
  if (connector) return connector
  throw new ConnectionFaultyError(
    `Источников вида «${type}» нет.`,
    'Добавьте соединение заново, указав один из известных видов.',
  )
}

const TROUBLE = {
  settings: ['Настройки соединения не годятся', 'Исправьте настройки соединения и запустите загрузку снова.'],
  secrets: ['Секреты соединения не открываются', 'Введите ключ доступа заново и запустите загрузку снова.'],
} as const

function checked<T>(what: keyof typeof TROUBLE, read: () => T): T {
  try {
    return read()
  } catch (error) {
    const [message, remedy] = TROUBLE[what]
    throw new ConnectionFaultyError(`${message}${placesOf(error)}.`, remedy)
  }
}

/** Names of the fields that do not hold; zod's own messages could repeat a value. */
function placesOf(error: unknown): string {
  if (!(error instanceof Error && 'issues' in error && Array.isArray(error.issues))) return ''
  const places = error.issues.map((issue: { path?: PropertyKey[] }) => (issue.path ?? []).join('.'))
  return `: ${[...new Set(places)].filter(Boolean).join(', ')}`
}
