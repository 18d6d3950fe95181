/** A route with what it is judged by. */

import type { Regulation } from '#domain/regulations/regulation'
import type { Route } from '#domain/routes/route'
import { localDate } from '#domain/time/local-date'
import type { Person, StoredProgramme } from '#store/ports/people'
import { type MunicipalityOf, municipalitiesOf } from '../municipalities.ts'
import type { RoutesDeps } from './deps.ts'

export interface LoadedRoute {
  route: Route
  programme: StoredProgramme
  /** The version in force on the first day of the term. */
  regulation: Regulation
  /** `null`: a school's plan, or the person is gone. */
  learner: Person | null
  /** Of the organisations that the route names. */
  municipalityOf: MunicipalityOf
}

export const todayOf = ({ now, timeZone }: Pick<RoutesDeps, 'now' | 'timeZone'>) => localDate(now(), timeZone)

/** Those whose programme is gone are left out. */
export async function loadRoutes(deps: RoutesDeps, routes: readonly Route[]): Promise<LoadedRoute[]> {
  const { stores, regulations } = deps
  const learnerIds = routes.flatMap(({ subject }) => (subject.type === 'learner' ? [subject.learnerId] : []))
  const [programmes, people, municipalityOf] = await Promise.all([
    stores.programmes.byIds([...new Set(routes.map(route => route.programmeId))]),
    stores.people.byIds([...new Set(learnerIds)]),
    municipalitiesOf(
      stores,
      routes.flatMap(({ organisation, handOver }) => [organisation, handOver?.to]),
    ),
  ])
  return routes.flatMap(route => {
    const programme = programmes.get(route.programmeId)
    if (!programme) return []
    const { subject, termFrom } = route
    const learner = subject.type === 'learner' ? (people.get(subject.learnerId) ?? null) : null
    const regulation = regulations.inForce(route.regulation, termFrom)
    return [{ route, programme, learner, regulation, municipalityOf }]
  })
}
