/** Use cases on connections (подключения): the source systems that are pulled. */
import type { AnyConnector, CheckReport } from '#connectors/contract'
import type { Actor } from '#domain/actor'
import { InvalidInputError } from '#domain/errors'
import type { PlatformStore } from '#store/ports/access'
import type { Connection, ConnectionStore } from '#store/ports/sources'
import { demandAdministrator, demandFound, reachesConnection } from './rights.ts'

export interface NewConnection {
  type: string
  /** Short unique name for commands: latin letters, digits, dashes. */
  name: string
  /** Words for people, e.g. «Moodle ТГПУ». */
  title: string
  settings: Record<string, unknown>
  secrets: Record<string, unknown>
  /** LTI issuer whose `sub` equals this source's user id. */
  platformIssuer?: string
  /** Deployments whose administrators see it besides; one with a narrower scope gives it to their own. */
  deployments?: string[]
}

export interface ConnectionsDeps {
  connections: ConnectionStore
  platforms: Pick<PlatformStore, 'all'>
  connectorOf(type: string): AnyConnector
  seal(secrets: unknown): string
  check(connectionId: string): Promise<CheckReport>
  now(): Date
  newId(): string
}

export interface Connections {
  /** @throws {InvalidInputError} naming every setting that does not hold; no secret stands in it */
  add(actor: Actor, input: NewConnection): Promise<Connection>
  /** Asks the site: never throws for a wrong setting, names each fault with its remedy. */
  check(actor: Actor, name: string): Promise<CheckReport>
  /** Forgets the connection and its secrets; what was pulled stays. */
  remove(actor: Actor, name: string): Promise<void>
  /** @throws {NotFoundError} */
  find(actor: Actor, name: string): Promise<Connection>
}

export function createConnections(deps: ConnectionsDeps): Connections {
  const find = async (actor: Actor, name: string): Promise<Connection> => {
    demandAdministrator(actor)
    const connection = demandFound(await deps.connections.byName(name), `connection: ${name}`)
    const visible = reachesConnection(actor, connection, await deps.platforms.all())
    return demandFound(visible ? connection : null, `connection: ${name}`)
  }
  return {
    find,
    async add(actor, input) {
      demandAdministrator(actor)
      const connection = buildConnection(deps, actor, input)
      await deps.connections.create(connection)
      return connection
    },
    async check(actor, name) {
      const { id } = await find(actor, name)
      return deps.check(id)
    },
    async remove(actor, name) {
      const { id } = await find(actor, name)
      await deps.connections.remove(id)
    },
  }
}

function buildConnection(deps: ConnectionsDeps, actor: Actor, input: NewConnection): Connection {
  const connector = deps.connectorOf(input.type)
  const settings = connector.settings.safeParse(input.settings)
  const secrets = connector.secrets.safeParse(input.secrets)
  const issues = [
    ...(/^[a-z0-9][a-z0-9-]{0,62}$/.test(input.name)
      ? []
      : [{ path: 'name', message: 'small latin letters, digits and dashes, up to 63' }]),
    ...issuesOf('settings', settings.error?.issues),
    ...issuesOf('secrets', secrets.error?.issues),
  ]
  if (issues.length > 0) throw new InvalidInputError('the connection does not hold', issues)
  return {
    id: deps.newId(),
    name: input.name,
    title: input.title,
    type: connector.type,
    settings: settings.data as Record<string, unknown>,
    sealedSecrets: deps.seal(secrets.data),
    ...(input.platformIssuer ? { platformIssuer: input.platformIssuer } : {}),
    deployments: actor.scope === 'all' ? [...(input.deployments ?? [])] : [...actor.scope],
    createdAt: deps.now().toISOString(),
  }
}

/** Paths and messages only: zod's issues may hold the input, and the input may be a secret. */
function issuesOf(
  part: string,
  issues: readonly { path: PropertyKey[]; message: string }[] | undefined,
): { path: string; message: string }[] {
  return (issues ?? []).map(({ path, message }) => ({ path: [part, ...path].join('.'), message }))
}
