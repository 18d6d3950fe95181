/** Whose turn it is with the routes that books still ask for. */
import type { Participant } from '#domain/regulations/data'
import type { Regulation } from '#domain/regulations/regulation'
import { routeSubjectType } from '#domain/routes/chain'
import type { Route } from '#domain/routes/route'
import { approvalAwaits } from '#domain/routes/turn'
import type { Enrolment, StoredProgramme } from '#store/ports/people'
import type { CreditsDeps } from '../deps.ts'
import { routeOfBook } from './planned-lines.ts'

type BookDeps = Pick<CreditsDeps, 'stores' | 'regulations'>

/** Roles by the id of an enrolment; one whose route is approved, or not asked for, has none. */
export type RouteTurns = ReadonlyMap<string, readonly Participant[]>

interface Asked {
  enrolment: Enrolment
  programme: StoredProgramme
  regulation: Regulation
}

export async function readRouteTurns(
  deps: BookDeps,
  enrolments: readonly Enrolment[],
  programmes: ReadonlyMap<string, StoredProgramme>,
): Promise<RouteTurns> {
  const asked = enrolments.flatMap(enrolment => askedOf(deps, enrolment, programmes) ?? [])
  if (asked.length === 0) return new Map()
  const routes = await routesOf(deps, asked)
  return new Map(
    asked.map(({ enrolment, regulation }) => [
      enrolment.id,
      approvalAwaits(routes.get(enrolment.id) ?? null, regulation),
    ]),
  )
}

/** `null`: its regulation asks for no route, or it is approved. */
function askedOf(
  { regulations }: BookDeps,
  enrolment: Enrolment,
  programmes: ReadonlyMap<string, StoredProgramme>,
): Asked | null {
  const programme = programmes.get(enrolment.programmeId)
  if (!programme || enrolment.facts.routeApproved !== undefined) return null
  const regulation = regulations.inForce(programme.regulation, enrolment.enrolledOn)
  const isAsked = regulation.requirements.some(({ id }) => id === 'route-approved')
  return isAsked ? { enrolment, programme, regulation } : null
}

/** Learners' own in one query; plans of schools one by one: a page of learners has few schools. */
async function routesOf(deps: BookDeps, asked: readonly Asked[]): Promise<Map<string, Route>> {
  const isSchools = ({ regulation }: Asked) => routeSubjectType(regulation) === 'school'
  const own = asked.filter(each => !isSchools(each)).map(({ enrolment }) => enrolment.id)
  const [ownRoutes, plans] = await Promise.all([
    own.length > 0 ? deps.stores.routes.byEnrolments(own) : [],
    plansOf(deps, asked.filter(isSchools)),
  ])
  const ofEnrolment = ownRoutes.flatMap(route =>
    route.subject.type === 'learner' ? [[route.subject.enrolmentId, route] as const] : [],
  )
  return new Map([...ofEnrolment, ...plans])
}

async function plansOf(deps: BookDeps, asked: readonly Asked[]): Promise<(readonly [string, Route])[]> {
  if (asked.length === 0) return []
  const people = await deps.stores.people.byIds(asked.map(({ enrolment }) => enrolment.learnerId))
  const plans = new Map<string, Promise<Route | null>>()
  const planOf = ({ enrolment, programme }: Asked) => {
    const organisation = people.get(enrolment.learnerId)?.organisation
    const key = `${programme.id}|${organisation}`
    const plan = plans.get(key) ?? routeOfBook(deps, { enrolment, programme, organisation })
    plans.set(key, plan)
    return plan
  }
  const found = await Promise.all(asked.map(async each => [each.enrolment.id, await planOf(each)] as const))
  return found.flatMap(([id, plan]) => (plan ? [[id, plan] as const] : []))
}
