/** Who may decide, and whom they may know of. Denied by default. */
import type { Actor } from '#domain/actor'
import { ForbiddenError, NotFoundError } from '#domain/errors'
import type { Person, StoredProgramme } from '#store/ports/people'
import type { Connection } from '#store/ports/sources'
import type { MatchingDeps } from './contract.ts'

const MAY_MATCH = ['administrator', 'curator', 'system'] as const

/**
 * @throws {ForbiddenError} unless the actor administers or curates
 * @throws {NotFoundError} if there is no such connection in their scope
 */
export async function demandConnection(
  { stores }: MatchingDeps,
  actor: Actor,
  id: string,
): Promise<Connection> {
  if (!MAY_MATCH.some(role => actor.roles.includes(role)))
    throw new ForbiddenError('an administrator or a curator does this')
  const connection = await stores.connections.byId(id)
  if (!connection || !isWithin(actor, connection.deployments)) throw new NotFoundError('no such connection')
  return connection
}

const isWithin = ({ scope }: Actor, deployments: readonly string[]): boolean =>
  scope === 'all' || deployments.some(deployment => scope.includes(deployment))

export async function programmesOf({ stores }: MatchingDeps, { scope }: Actor): Promise<StoredProgramme[]> {
  return scope === 'all' ? stores.programmes.all() : stores.programmes.byDeployments(scope)
}

/** Those of the people who learn in a programme of the actor's scope; for an operator all. */
export async function visiblePeople(
  deps: MatchingDeps,
  actor: Actor,
  people: readonly Person[],
): Promise<Person[]> {
  if (actor.scope === 'all') return [...people]
  const reached = new Set((await programmesOf(deps, actor)).map(programme => programme.id))
  const enrolments = await deps.stores.enrolments.byLearners(people.map(person => person.id))
  const learners = new Set(enrolments.filter(e => reached.has(e.programmeId)).map(e => e.learnerId))
  return people.filter(person => learners.has(person.id))
}
