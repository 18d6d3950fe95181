/** One's own enrolments, each with its route; where the plan is the school's, with that. */
import { initiatorsOf, routeSubjectType } from '#domain/routes/chain'
import type { Enrolment, StoredProgramme } from '#store/ports/people'
import { seeRoute } from './change.ts'
import type { MyRoute, Routes } from './contract.ts'
import type { RoutesDeps } from './deps.ts'
import { roleTitle, routeView } from './view.ts'

export function mine(deps: RoutesDeps): Routes['mine'] {
  const { stores, regulations } = deps

  return async actor => {
    const enrolments = await stores.enrolments.byLearner(actor.personId)
    if (enrolments.length === 0) return []
    const [programmes, person] = await Promise.all([
      stores.programmes.byIds(enrolments.map(each => each.programmeId)),
      stores.people.byId(actor.personId),
    ])
    const found = enrolments.flatMap(enrolment => {
      const programme = programmes.get(enrolment.programmeId)
      return programme ? [{ enrolment, programme }] : []
    })
    return Promise.all(found.map(each => myRoute(each, person?.organisation)))

    async function myRoute({ enrolment, programme }: Mine, organisation = ''): Promise<MyRoute> {
      const regulation = regulations.inForce(programme.regulation, enrolment.enrolledOn)
      const isSchools = routeSubjectType(regulation) === 'school'
      const starters = initiatorsOf(regulation)
      const key = isSchools ? { organisation, programmeId: programme.id } : { enrolmentId: enrolment.id }
      const route = await stores.routes.bySubject(key)
      const seen = route ? await seeRoute(deps, actor, route) : null
      return {
        enrolmentId: enrolment.id,
        programme: { id: programme.id, title: programme.title },
        route: seen ? await routeView(deps, seen.loaded, seen.standing) : null,
        mayStart: !isSchools && starters.includes('learner'),
        startedBy: starters.map(role => ({ role, title: roleTitle(regulation, role) })),
      }
    }
  }
}

interface Mine {
  enrolment: Enrolment
  programme: StoredProgramme
}
