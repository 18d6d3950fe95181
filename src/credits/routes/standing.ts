/** How somebody stands to a route: which roles of its regulation they hold for it, and whether they may see it. */
import type { Actor } from '#domain/access/actor'
import { type Appointment, covers } from '#domain/access/appointment'
import type { Participant } from '#domain/regulations/data'
import { organisationKey } from '#domain/reports/organisation'
import type { RouteActor } from '#domain/routes/machine'
import { hasRole, reaches, STAFF } from '../access.ts'
import type { RoutesDeps } from './deps.ts'
import { type LoadedRoute, todayOf } from './load.ts'

export interface Standing {
  actor: RouteActor
  /** Roles for the organisation that a moved learner came to, while it has not accepted the route. */
  atNewPlace: readonly Participant[]
  /** Roles that the learner of the route holds themselves. */
  ofLearner: readonly Participant[]
  /** Who holds which role for this route. */
  holders: readonly Appointment[]
  /** Sees it by their roles in the platform, as books are seen. */
  isStaff: boolean
  isLearner: boolean
}

/** The appointments in force that could concern routes of these programmes. */
export async function appointmentsOf(
  deps: RoutesDeps,
  programmeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Appointment[]>> {
  const today = todayOf(deps)
  const ids = [...new Set(programmeIds)]
  const found = await Promise.all(ids.map(id => deps.stores.appointments.ofProgramme(id, today)))
  return new Map(ids.map((id, i) => [id, found[i] ?? []]))
}

/** @param appointments those in force that may cover the route's programme */
export function standingOf(
  actor: Actor,
  { route, programme, learner, municipalityOf }: LoadedRoute,
  appointments: readonly Appointment[],
  ownOrganisation?: string,
): Standing {
  const { subject, programmeId } = route
  const learnerId = subject.type === 'learner' ? subject.learnerId : undefined
  const at = (organisation: string) =>
    appointments.filter(each =>
      covers(each, { programmeId, organisation, municipality: municipalityOf(organisation), learnerId }),
    )
  const holders = at(route.organisation)
  const moving = route.handOver && !route.handOver.acceptedAt ? at(route.handOver.to) : []
  const isLearner = learnerId !== undefined && learnerId === actor.personId
  const isStaff = hasRole(actor, STAFF) && reaches(actor, programme)
  return {
    actor: {
      personId: actor.personId,
      name: actor.name,
      roles: [
        ...(isLearner ? [{ role: 'learner' as const }] : []),
        ...holders
          .filter(each => each.personId === actor.personId)
          .map(({ role, id }) => ({ role, appointmentId: id })),
        ...(isStaff && hasRole(actor, ['curator']) ? [{ role: 'curator' as const }] : []),
      ],
    },
    atNewPlace: moving.filter(each => each.personId === actor.personId).map(each => each.role),
    ofLearner: holders.filter(each => each.personId === learner?.id).map(each => each.role),
    holders: holders.filter(each => each.personId !== learnerId),
    isStaff,
    isLearner: isLearner || isOfSchool(route.subject, ownOrganisation),
  }
}

/** A school's plan is seen by its staff. */
function isOfSchool(subject: LoadedRoute['route']['subject'], organisation: string | undefined): boolean {
  return (
    subject.type === 'school' &&
    organisation !== undefined &&
    organisationKey(organisation) === organisationKey(subject.organisation)
  )
}

/** Whether the route exists for them. */
export const canSee = ({ actor, atNewPlace, isStaff, isLearner }: Standing): boolean =>
  isStaff || isLearner || actor.roles.length > 0 || atNewPlace.length > 0
