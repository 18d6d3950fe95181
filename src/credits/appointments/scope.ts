/** Which people, programmes and appointments an administrator's scope reaches. */
import type { Actor } from '#domain/access/actor'
import type { Appointment } from '#domain/access/appointment'
import { NotFoundError } from '#domain/errors'
import type { Stores } from '#store/ports/index'
import { ltiKey, type Person } from '#store/ports/people'
import { actAs, reachableProgrammes } from '../access.ts'

export interface AdministratorScope {
  actor: Actor
  /** `null`: all. */
  programmeIds: readonly string[] | null
}

/** @throws {ForbiddenError} unless the actor administers */
export async function scopeOf(stores: Stores, actor: Actor): Promise<AdministratorScope> {
  const acting = actAs(actor, 'administrator')
  if (acting.scope === 'all') return { actor: acting, programmeIds: null }
  const programmes = await reachableProgrammes(stores, acting)
  return { actor: acting, programmeIds: programmes.map(({ id }) => id) }
}

/** One that names a programme of the scope; one for all programmes is seen, but only the operator changes it. */
export function sees({ programmeIds }: AdministratorScope, appointment: Appointment): boolean {
  return programmeIds === null || (appointment.programmeIds ?? []).some(id => programmeIds.includes(id))
}

/** Every programme that it names is within the scope: otherwise others would be told what to do. */
export function governs({ programmeIds }: AdministratorScope, named: readonly string[] | undefined): boolean {
  return programmeIds === null || (named?.every(id => programmeIds.includes(id)) ?? false)
}

/** People who came by an LMS of the scope, and learners of its programmes. */
export async function reachablePeople(
  stores: Stores,
  { actor, programmeIds }: AdministratorScope,
  people: readonly Person[],
): Promise<Person[]> {
  if (actor.scope === 'all' || programmeIds === null) return [...people]
  const [issuers, enrolments] = await Promise.all([
    ownIssuers(stores, actor.scope),
    stores.enrolments.byLearners(people.map(({ id }) => id)),
  ])
  const learners = new Set(
    enrolments.filter(each => programmeIds.includes(each.programmeId)).map(each => each.learnerId),
  )
  return people.filter(
    ({ id, identities }) =>
      learners.has(id) ||
      identities.some(({ key }) => issuers.some(issuer => key.startsWith(ltiKey(issuer, '')))),
  )
}

/** A cloud shows one issuer to many strangers: it tells whose people they are only where it has a single deployment. */
async function ownIssuers(stores: Stores, deployments: readonly string[]): Promise<string[]> {
  const issuers = [...new Set(deployments.map(key => key.split('|')[0] ?? ''))]
  const platforms = await Promise.all(issuers.map(issuer => stores.platforms.byIssuer(issuer)))
  const isOne = (i: number) =>
    (platforms[i] ?? []).flatMap(each => each.deployments.filter(({ approved }) => approved)).length <= 1
  return issuers.filter((_, i) => isOne(i))
}

/** @throws {NotFoundError} for nobody, and for whom the scope does not reach */
export async function reachablePerson(
  stores: Stores,
  scope: AdministratorScope,
  id: string,
): Promise<Person> {
  const person = await stores.people.byId(id)
  const [reached] = person ? await reachablePeople(stores, scope, [person]) : []
  if (!reached) throw new NotFoundError('no such person')
  return reached
}
