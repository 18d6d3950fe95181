/** What courses made due on a learner's route, read only where the regulation asks for it. */

import { isWithdrawn } from '#domain/records/record'
import { type Due, dueAfterCourses } from '#domain/routes/due'
import type { HeldEvent } from '#domain/routes/plan'
import { localDate } from '#domain/time/local-date'
import type { RoutesDeps } from './deps.ts'
import type { LoadedRoute } from './load.ts'

export async function dueOf(
  { stores, timeZone }: RoutesDeps,
  { route, regulation }: LoadedRoute,
  held: readonly HeldEvent[],
): Promise<Due[]> {
  if (!regulation.afterCourse || route.subject.type !== 'learner' || route.closed) return []
  const dayOf = (instant: string) => localDate(new Date(instant), timeZone)
  const records = await stores.records.ofEnrolment(route.subject.enrolmentId)
  const recorded = records
    .filter(each => each.content.kind === 'interview' && !isWithdrawn(each))
    .flatMap(({ content }) => content.date ?? [])
  const talkedOver = route.revisions
    .flatMap(({ steps }) => steps.filter(({ does, status }) => does === 'interviews' && status === 'taken'))
    .flatMap(({ signature }) => (signature ? [dayOf(signature.at)] : []))
  const plans = route.revisions.flatMap(({ sentAt }) => (sentAt ? [dayOf(sentAt)] : []))
  return dueAfterCourses(regulation, held, { interviews: [...recorded, ...talkedOver], plans })
}
