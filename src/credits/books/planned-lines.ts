/** What the approved route still has to come: shown beside what is in the book, never counted. */
import type { Entry } from '#domain/entries/entry'
import type { CalendarDate } from '#domain/kinds'
import { routeSubjectType } from '#domain/routes/chain'
import { factsOf } from '#domain/routes/plan'
import { type Route, revisionInForce } from '#domain/routes/route'
import type { Enrolment, StoredProgramme } from '#store/ports/people'
import type { CreditsDeps } from '../deps.ts'
import type { PlannedLine } from './contract.ts'

interface Whose {
  enrolment: Enrolment
  programme: StoredProgramme
  /** Of the learner: where the regulation has one plan for a school, that one holds (Методический абонемент, п. 7.2). */
  organisation: string | undefined
}

export async function routeOfBook(
  { stores, regulations }: Pick<CreditsDeps, 'stores' | 'regulations'>,
  { enrolment, programme, organisation = '' }: Whose,
): Promise<Route | null> {
  const regulation = regulations.inForce(programme.regulation, enrolment.enrolledOn)
  const isSchools = routeSubjectType(regulation) === 'school'
  return stores.routes.bySubject(
    isSchools ? { organisation, programmeId: programme.id } : { enrolmentId: enrolment.id },
  )
}

/** Whether it was rejected, withdrawn or replaced: the event is still to come then. */
const isGone = ({ status }: Pick<Entry, 'status'>): boolean =>
  status === 'rejected' || status === 'revoked' || status === 'superseded'

/** Items of the revision in force that no entry of the book is about, in order of their days; those of past days are left out. */
export function plannedLines(
  route: Pick<Route, 'revisions'> | null,
  entries: readonly Entry[],
  today: CalendarDate,
): PlannedLine[] {
  const items = (route && revisionInForce(route)?.items) ?? []
  const held = factsOf(
    items,
    entries.filter(entry => !isGone(entry)),
  )
  return items
    .filter(item => !held.has(item.id) && (item.plannedUntil ?? item.plannedOn) >= today)
    .map(({ id, title, hours, plannedOn }) => ({
      id,
      title,
      plannedOn,
      ...(hours !== undefined && { hours }),
    }))
    .toSorted((a, b) => (a.plannedOn < b.plannedOn ? -1 : 1))
}
