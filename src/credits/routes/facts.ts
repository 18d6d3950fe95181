/** What routes and books tell each other: factual dates come from confirmed entries, `routeApproved` goes to requirements. */

import { routeSubjectType } from '#domain/routes/chain'
import type { HeldEvent } from '#domain/routes/plan'
import { revisionInForce } from '#domain/routes/route'
import { localDate } from '#domain/time/local-date'
import type { Enrolment } from '#store/ports/people'
import { actAs } from '../access.ts'
import type { Routes } from './contract.ts'
import type { RoutesDeps } from './deps.ts'
import type { LoadedRoute } from './load.ts'
import { enrolmentsOfSchool } from './school.ts'

/** Confirmed entries of the learner; of a school's plan, the first of each event among its learners. */
export async function heldEventsOf(deps: RoutesDeps, { route }: LoadedRoute): Promise<HeldEvent[]> {
  const { subject, programmeId } = route
  const { entries } = deps.stores
  if (subject.type === 'learner')
    return (await entries.ofBook(subject.learnerId, programmeId)).filter(isConfirmed)
  const enrolments = await enrolmentsOfSchool(deps, { ...subject, programmeId })
  if (enrolments.length === 0) return []
  const all = (await entries.ofBooks(enrolments)).filter(isConfirmed)
  return firstOfEach(all)
}

const isConfirmed = ({ status }: { status: string }): boolean => status === 'confirmed'

/** Many learners at one event are one event. */
function firstOfEach(all: readonly HeldEvent[]): HeldEvent[] {
  const first = new Map<string, HeldEvent>()
  for (const entry of all) {
    const key = `${entry.moduleId}|${entry.title}`
    const known = first.get(key)
    if (!known || entry.date < known.date) first.set(key, entry)
  }
  return [...first.values()]
}

/**
 * Tells the requirements that a route is approved: the day of the first approval. Whatever day stands there already stays.
 * Done again it changes nothing, so that a killed process is made good by whoever looks next.
 */
export async function applyApproval(deps: RoutesDeps, { route }: Pick<LoadedRoute, 'route'>): Promise<void> {
  const { type } = route.subject
  // a school's plan beside its teachers' routes approves none of these
  if (type !== routeSubjectType(deps.regulations.inForce(route.regulation, route.termFrom))) return
  const first = route.revisions.find(each => each.approvedAt !== undefined)?.approvedAt
  if (!revisionInForce(route) || first === undefined) return
  const routeApproved = localDate(new Date(first), deps.timeZone)
  const enrolments = await enrolmentsOf(deps, route)
  const lacking = enrolments.filter(each => each.facts.routeApproved === undefined)
  for (const { id } of lacking) await deps.stores.enrolments.setFacts(id, { routeApproved })
  if (lacking.length > 0) await deps.recompute(lacking)
}

async function enrolmentsOf(
  deps: RoutesDeps,
  { subject, programmeId }: LoadedRoute['route'],
): Promise<Enrolment[]> {
  if (subject.type === 'school') return enrolmentsOfSchool(deps, { ...subject, programmeId })
  const enrolment = await deps.stores.enrolments.byId(subject.enrolmentId)
  return enrolment ? [enrolment] : []
}

const PAGE = 200

/** Every approved route of the installation, page by page. */
export function tellRequirements(deps: RoutesDeps): Routes['tellRequirements'] {
  const { stores } = deps
  return async actor => {
    actAs(actor, 'system')
    const programmeIds = (await stores.programmes.all()).map(({ id }) => id)
    let after: string | undefined
    let count = 0
    do {
      const page = await stores.routes.list({ programmeIds, ...(after && { after }), limit: PAGE })
      for (const route of page) await applyApproval(deps, { route })
      count += page.length
      after = page.length < PAGE ? undefined : page.at(-1)?.id
    } while (after !== undefined)
    return count
  }
}
