/** The first draft of a route: of an enrolment, or of a school's plan. Begun twice at once it is one. */
import type { Actor } from '#domain/access/actor'
import { ForbiddenError, InvalidInputError, NotFoundError } from '#domain/errors'
import { zeroHours } from '#domain/hours'
import { hasSchoolPlan, initiatorsOf, routeSubjectType } from '#domain/routes/chain'
import { RouteRoleError } from '#domain/routes/errors'
import type { Route } from '#domain/routes/route'
import { seeRoute } from './change.ts'
import type { RouteKey, Routes } from './contract.ts'
import type { RoutesDeps } from './deps.ts'
import { todayOf } from './load.ts'
import { enrolmentsOfSchool } from './school.ts'
import { routeView } from './view.ts'

export function start(deps: RoutesDeps): Routes['start'] {
  const { stores } = deps

  return async (actor, { orderedHours, ...key }) => {
    const existing = await stores.routes.bySubject(key)
    if (existing) return seen(deps, actor, existing)
    const blank = 'enrolmentId' in key ? await ofEnrolment(deps, key) : await ofSchool(deps, key)
    if (orderedHours !== undefined && orderedHours <= zeroHours)
      throw new InvalidInputError('the order does not hold', [{ path: 'orderedHours', message: 'above 0' }])
    const route: Route = { ...blank, ...(orderedHours !== undefined && { orderedHours }) }
    const { loaded, standing } = await seeRoute(deps, actor, route)
    const initiators = initiatorsOf(loaded.regulation, loaded.route.subject.type)
    const role = standing.actor.roles.find(each => initiators.includes(each.role))?.role
    if (!role) throw new RouteRoleError('another role begins it', { roles: initiators.join(', ') })
    const history = route.history.map(line => ({
      ...line,
      ...{ by: actor.personId, byName: actor.name, byRole: role },
    }))
    return seen(deps, actor, await stores.routes.create({ ...route, history }))
  }
}

async function seen(deps: RoutesDeps, actor: Actor, route: Route) {
  const { loaded, standing } = await seeRoute(deps, actor, route)
  return routeView(deps, loaded, standing)
}

/** @throws {NotFoundError} @throws {ForbiddenError} where the plan is the school's */
async function ofEnrolment(deps: RoutesDeps, { enrolmentId }: { enrolmentId: string }): Promise<Route> {
  const { stores, regulations } = deps
  const enrolment = await stores.enrolments.byId(enrolmentId)
  const programme = enrolment && (await stores.programmes.byId(enrolment.programmeId))
  if (!enrolment || !programme) throw new NotFoundError('no such enrolment')
  const { learnerId, enrolledOn } = enrolment
  const regulation = regulations.inForce(programme.regulation, enrolledOn)
  if (routeSubjectType(regulation) === 'school')
    throw new ForbiddenError('the plan is the school’s', { roles: initiatorsOf(regulation).join(', ') })
  const organisation = (await stores.people.byId(learnerId))?.organisation ?? ''
  const subject = { type: 'learner' as const, learnerId, enrolmentId }
  return blankRoute(deps, {
    subject,
    organisation,
    programmeId: programme.id,
    regulation: programme.regulation,
    termFrom: enrolledOn,
  })
}

/** The term begins with the first enrolment from the school, else today. */
async function ofSchool(deps: RoutesDeps, key: Exclude<RouteKey, { enrolmentId: string }>): Promise<Route> {
  const { stores, regulations } = deps
  const programme = await stores.programmes.byId(key.programmeId)
  if (!programme || !key.organisation.trim()) throw new NotFoundError('no such programme')
  const today = todayOf(deps)
  const regulation = regulations.inForce(programme.regulation, today)
  if (!hasSchoolPlan(regulation))
    throw new ForbiddenError('here each learner has a route', { roles: initiatorsOf(regulation).join(', ') })
  const enrolments = await enrolmentsOfSchool(deps, key)
  const first = enrolments.map(each => each.enrolledOn).toSorted()[0] ?? today
  const organisation = key.organisation.trim()
  return blankRoute(deps, {
    subject: { type: 'school', organisation },
    organisation,
    programmeId: programme.id,
    regulation: programme.regulation,
    termFrom: first,
  })
}

type Beginning = Pick<Route, 'subject' | 'organisation' | 'programmeId' | 'regulation' | 'termFrom'>

function blankRoute({ newId, now }: RoutesDeps, beginning: Beginning): Route {
  const at = now().toISOString()
  const who = { by: '', byName: '', byRole: '' }
  return {
    id: newId(),
    ...beginning,
    revisions: [
      { number: 1, kind: 'first', state: 'draft', items: [], removed: [], steps: [], createdAt: at },
    ],
    history: [{ action: 'start', version: 1, revision: 1, at, ...who }],
    version: 1,
    createdAt: at,
  }
}
