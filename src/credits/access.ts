/**
 * Who may do what, denied by default. What the actor may not see does not exist for them; what they may see but not do is
 * refused with the name of the role that may.
 */
import type { Actor, Role } from '#domain/access/actor'
import { reachesProgramme } from '#domain/access/reach'
import { ForbiddenError, NotFoundError } from '#domain/errors'
import type { Stores } from '#store/ports/index'
import type { StoredProgramme } from '#store/ports/people'

/** Roles that see books of others in their scope. */
export const STAFF: readonly Role[] = ['curator', 'issuer', 'administrator', 'system']

export function hasRole(actor: Actor, roles: readonly Role[]): boolean {
  return actor.roles.some(role => roles.includes(role))
}

/**
 * @returns the actor with the role in which they act first, as it will stand in the history
 * @throws {ForbiddenError} if the actor has none of the roles
 */
export function actAs(actor: Actor, ...roles: Role[]): Actor {
  const role = roles.find(each => actor.roles.includes(each))
  if (!role)
    throw new ForbiddenError(`this takes the role ${roles.join(' or ')}`, { roles: roles.join(', ') })
  return { ...actor, roles: [role, ...actor.roles.filter(each => each !== role)] }
}

/** Whether the actor's scope reaches a programme: by its deployments, and for a curator by its courses as well. */
export const reaches = (
  actor: Actor,
  programme: Pick<StoredProgramme, 'id' | 'deployments' | 'contexts'>,
): boolean => reachesProgramme(actor, programme)

/** The programmes that the actor's roles reach; a learner's roles reach none. */
export async function reachableProgrammes(stores: Stores, actor: Actor): Promise<StoredProgramme[]> {
  if (!hasRole(actor, STAFF)) return []
  if (actor.scope === 'all' && !actor.programmes) return stores.programmes.all()
  if (actor.scope === 'all')
    return [...(await stores.programmes.byIds([...(actor.programmes ?? [])])).values()]
  if (actor.scope.length === 0) return []
  const programmes = await stores.programmes.byDeployments(actor.scope)
  return programmes.filter(programme => reaches(actor, programme))
}

/** @throws {NotFoundError} if there is none or it is out of the actor's scope */
export async function reachableProgramme(stores: Stores, actor: Actor, id: string): Promise<StoredProgramme> {
  const programme = await stores.programmes.byId(id)
  if (!programme || !hasRole(actor, STAFF) || !reaches(actor, programme)) {
    throw new NotFoundError('no such programme')
  }
  return programme
}

/** Those of the ids that are in the actor's scope. */
export async function reachableOf(
  stores: Stores,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, StoredProgramme>> {
  if (!hasRole(actor, STAFF)) return new Map()
  const programmes = await stores.programmes.byIds([...new Set(ids)])
  return new Map([...programmes].filter(([, programme]) => reaches(actor, programme)))
}
