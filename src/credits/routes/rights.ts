/** What somebody may do with a route now; every use case asks the same. */
import type { Participant } from '#domain/regulations/data'
import { draftersOf } from '#domain/routes/chain'
import { mayTake } from '#domain/routes/decisions'
import { RouteRoleError } from '#domain/routes/errors'
import { latestRevision } from '#domain/routes/route'
import type { RouteRight } from './contract.ts'
import type { LoadedRoute } from './load.ts'
import type { Standing } from './standing.ts'

/** The role in which they would write a revision of this kind. */
function draftingRole(
  { regulation, route }: Pick<LoadedRoute, 'regulation' | 'route'>,
  kind: 'first' | 'change',
  { actor }: Standing,
): Participant | undefined {
  const drafters = draftersOf(regulation, kind, route.subject.type)
  return actor.roles.find(({ role }) => drafters.includes(role))?.role
}

/** @throws {RouteRoleError} naming the roles that write */
export function requireDrafter(
  loaded: LoadedRoute,
  standing: Standing,
  kind = latestRevision(loaded.route).kind,
): Participant {
  const role = draftingRole(loaded, kind, standing)
  if (role) return role
  const roles = draftersOf(loaded.regulation, kind, loaded.route.subject.type).join(', ')
  throw new RouteRoleError('the plan is written by another role', { roles })
}

export function rightsOf(loaded: LoadedRoute, standing: Standing): RouteRight[] {
  const { route, regulation } = loaded
  if (route.closed) return []
  const { state, kind, items, texts, steps } = latestRevision(route)
  const isWritten = items.length > 0 || Object.keys(texts ?? {}).length > 0
  const writes = draftingRole(loaded, kind, standing) !== undefined
  const changes = draftingRole(loaded, 'change', standing) !== undefined
  const decides = mayTake(route, standing)
  const isMoving = route.handOver !== undefined && route.handOver.acceptedAt === undefined
  const rights: [RouteRight, boolean][] = [
    ['edit', state === 'draft' && writes],
    ['send', state === 'draft' && writes && isWritten],
    ['withdraw', state === 'in-approval' && writes && steps.every(step => step.status === 'waiting')],
    ['take', decides],
    ['return', decides],
    ['change', state === 'approved' && changes],
    ['move-date', state === 'approved' && changes && regulation.plan?.moveFree === true],
    ['change-theme', state === 'approved' && changes && regulation.plan?.themesFree === true],
    ['accept', isMoving && standing.atNewPlace.length > 0],
    ['hand-over', route.subject.type === 'learner' && !isMoving && handsOver(standing)],
    ['comment', true],
  ]
  return rights.filter(([, may]) => may).map(([right]) => right)
}

/** The learner who moved, whoever decides on the route, and staff. */
export const handsOver = ({ actor, isStaff }: Standing): boolean => isStaff || actor.roles.length > 0
