/** The learner works elsewhere now (переход в другую организацию): the route goes over, and is accepted there. */
import { InvalidInputError } from '#domain/errors'
import { RouteRoleError, RouteStateError } from '#domain/routes/errors'
import { nextVersion } from '#domain/routes/machine'
import type { Route } from '#domain/routes/route'
import { changeSeen, hasDone, type Seen } from './change.ts'
import type { Routes } from './contract.ts'
import type { RoutesDeps } from './deps.ts'
import { handsOver } from './rights.ts'
import { isAt } from './school.ts'

type Placing = Pick<Routes, 'handOver' | 'accept'>

export function placing(deps: RoutesDeps): Placing {
  return {
    handOver: (actor, at, organisation) =>
      changeSeen(deps, actor, at, seen => handedOver(deps, seen, organisation)),
    async accept(actor, at) {
      const isDone = hasDone('accept', actor.personId, at)
      const route = await changeSeen(deps, actor, at, seen => accepted(deps, seen), isDone)
      if (route.subject.type === 'learner')
        await deps.stores.people.setOrganisation(route.subject.learnerId, route.organisation)
      return route
    },
  }
}

function handedOver(deps: RoutesDeps, { loaded, standing }: Seen, organisation: string): Route {
  const { route, regulation } = loaded
  const to = organisation.trim()
  if (!handsOver(standing)) throw new RouteRoleError('another role hands over')
  if (route.closed || route.subject.type === 'school')
    throw new RouteStateError('this route does not go over', { action: 'hand-over', state: 'closed' })
  if (!to || to.length > 300 || isAt(to, route.organisation))
    throw new InvalidInputError('the organisation does not hold', [
      { path: 'organisation', message: 'another organisation' },
    ])
  const who = whoOf(deps, { loaded, standing })
  const line = { ...who, facts: { from: route.organisation, to } }
  if (regulation.learners?.staffOnly) {
    const { byRole: _role, ...closing } = who
    const closed = { ...closing, reason: to }
    return nextVersion(route, { closed }, { ...line, action: 'close' })
  }
  const { byRole: _role, ...by } = who
  const handOver = { from: route.organisation, to, ...by }
  return nextVersion(route, { handOver }, { ...line, action: 'hand-over' })
}

/** Who decides at the new place accepts, and the learner works there from then on; what was signed before stays as it is. */
function accepted(deps: RoutesDeps, { loaded, standing }: Seen): Route {
  const { route } = loaded
  const { handOver } = route
  if (!handOver || handOver.acceptedAt || route.closed)
    throw new RouteStateError('nothing waits to be accepted', { action: 'accept', state: 'accepted' })
  if (standing.atNewPlace.length === 0) throw new RouteRoleError('whoever decides at the new place accepts')
  const who = { ...whoOf(deps, { loaded, standing }), byRole: standing.atNewPlace[0] ?? '' }
  const changes = { organisation: handOver.to, handOver: { ...handOver, acceptedAt: who.at } }
  return nextVersion(route, changes, { ...who, action: 'accept', facts: { to: handOver.to } })
}

function whoOf({ now }: RoutesDeps, { standing }: Seen) {
  const { personId, name, roles } = standing.actor
  const byRole = roles[0]?.role ?? 'administrator'
  return { by: personId, byName: name, byRole, at: now().toISOString() }
}
