/** What a learner's route (маршрут) implies: one event a return and one an approved revision; its history only grows. */
import type { Route } from '#domain/routes/route'
import type { NewEvent } from '#store/ports/outbox'
import type { EventType } from './types.ts'

/** @returns undefined for the plan of a school */
export const enrolmentOf = ({ subject }: Route): string | undefined =>
  subject.type === 'learner' ? subject.enrolmentId : undefined

export function eventsOfRoute(route: Route): NewEvent[] {
  const { id: routeId, programmeId, history, revisions } = route
  const event = (type: EventType, name: string | number, at: string, revision: number): NewEvent => {
    const data = { routeId, enrolmentId: enrolmentOf(route), programmeId, revision }
    return { id: `${type}|${routeId}|${name}`, type, at, data }
  }
  return [
    ...history.flatMap(({ action, version, at, revision }) =>
      action === 'return' ? [event('route.returned', version, at, revision)] : [],
    ),
    ...revisions.flatMap(({ number, approvedAt }) =>
      approvedAt === undefined ? [] : [event('route.approved', number, approvedAt, number)],
    ),
  ]
}
