/** Use cases on connections (подключения): the source systems that are pulled. */
import type { AnyConnector, CheckReport } from '#connectors/contract'
import type { Actor } from '#domain/access/actor'
import { demandAdministrator } from '#domain/access/rights'
import { versionOf } from '#domain/changes/changes'
import type { Connection, ConnectionStore } from '#store/ports/connections'
import { reachesConnection } from '#sync/reach'
import { buildConnection, type NewConnection } from './build-connection.ts'
import { changedMeanwhile } from './connection-changes.ts'
import { demandFound } from './demand-found.ts'
import { noteRemoved, type RemovedDeps } from './removed-connections.ts'

export interface ConnectionsDeps extends RemovedDeps {
  connections: ConnectionStore
  connectorOf(type: string): AnyConnector
  seal(secrets: unknown): string
  check(connectionId: string): Promise<CheckReport>
  newId(): string
}

export interface Connections {
  /** @throws {InvalidInputError} naming every setting that does not hold; no secret stands in it */
  add(actor: Actor, input: NewConnection): Promise<Connection>
  /** Asks the site: never throws for a wrong setting, names each fault with its remedy. */
  check(actor: Actor, name: string): Promise<CheckReport>
  /** Forgets the connection and its secrets; what was pulled stays. @throws {ConflictError} if it was changed meanwhile */
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
      const connection = await find(actor, name)
      await noteRemoved(deps, actor, connection)
      if (!(await deps.connections.remove(connection)))
        throw changedMeanwhile(await find(actor, name), versionOf(connection))
    },
  }
}
