/** Who may decide, and whom they may know of. Denied by default. */
import type { SourceRecord } from '#connectors/record'
import type { Actor } from '#domain/access/actor'
import { reachesProgramme } from '#domain/access/reach'
import { administers } from '#domain/access/rights'
import { ForbiddenError, NotFoundError } from '#domain/errors'
import type { Connection } from '#store/ports/connections'
import type { Person, StoredProgramme } from '#store/ports/people'
import { reachesConnection } from '../reach.ts'
import type { MatchingDeps } from './contract.ts'

const MAY_MATCH = ['administrator', 'curator', 'system'] as const

/** @throws {ForbiddenError} unless the actor administers or curates */
function demandRole(actor: Actor): void {
  if (!MAY_MATCH.some(role => actor.roles.includes(role)))
    throw new ForbiddenError('an administrator or a curator does this', { roles: 'administrator, curator' })
}

/** Connections whose strangers the actor may meet. @throws {ForbiddenError} unless the actor administers or curates */
export async function connectionsOf({ stores }: MatchingDeps, actor: Actor): Promise<Connection[]> {
  demandRole(actor)
  const [connections, platforms] = await Promise.all([stores.connections.all(), stores.platforms.all()])
  return connections.filter(connection => reachesConnection(actor, connection, platforms))
}

/**
 * @throws {ForbiddenError} unless the actor administers or curates
 * @throws {NotFoundError} if there is no such connection in their scope
 */
export async function demandConnection(deps: MatchingDeps, actor: Actor, id: string): Promise<Connection> {
  const connection = (await connectionsOf(deps, actor)).find(each => each.id === id)
  if (!connection) throw new NotFoundError('no such connection')
  return connection
}

export async function programmesOf({ stores }: MatchingDeps, actor: Actor): Promise<StoredProgramme[]> {
  const { scope } = actor
  if (scope === 'all') return stores.programmes.all()
  const programmes = await stores.programmes.byDeployments(scope)
  return programmes.filter(programme => reachesProgramme(actor, programme))
}

/** A curator meets only those who completed something of the curator's own programmes. */
export async function visibleRecords(
  deps: MatchingDeps,
  actor: Actor,
): Promise<(connectionId: string, record: SourceRecord) => boolean> {
  // they see the whole connection, and not only the records of their own programmes
  if (administers(actor)) return () => true
  const courses = new Set(
    (await programmesOf(deps, actor)).flatMap(({ modules }) =>
      modules.flatMap(({ source }) => (source ? [`${source.connectionId}|${source.courseId}`] : [])),
    ),
  )
  return (connectionId, { item }) => courses.has(`${connectionId}|${item.courseId}`)
}

/** Those of the people who learn in a programme of the actor's scope; for an operator all. */
export async function visiblePeople(
  deps: MatchingDeps,
  actor: Actor,
  people: readonly Person[],
): Promise<Person[]> {
  if (actor.scope === 'all' || people.length === 0) return [...people]
  const reached = new Set((await programmesOf(deps, actor)).map(programme => programme.id))
  const enrolments = await deps.stores.enrolments.byLearners(people.map(person => person.id))
  const learners = new Set(enrolments.filter(e => reached.has(e.programmeId)).map(e => e.learnerId))
  return people.filter(person => learners.has(person.id))
}
