/** Which roles of a regulation somebody holds for a learner or a school, on a day. */
import type { Actor } from '#domain/actor'
import { type Appointment, type AppointmentSubject, covers, isInForce } from '#domain/appointment'
import type { CalendarDate } from '#domain/kinds'
import type { Approver } from '#domain/regulation-data'
import type { Stores } from '#store/ports/index'

export interface AppointedRole {
  role: Approver
  appointmentId: string
}

/** A subject whose organisation the caller does not know: it is the learner's. */
export interface AppointedFor {
  programmeId: string
  learnerId?: string
  organisation?: string
}

type AppointmentStores = Pick<Stores, 'appointments' | 'people'>

/** All appointments in force on a day that cover the subject, whoever holds them. */
export async function holdersFor(
  stores: AppointmentStores,
  asked: AppointedFor,
  on: CalendarDate,
): Promise<Appointment[]> {
  const [subject, appointments] = await Promise.all([
    subjectOf(stores, asked),
    stores.appointments.ofProgramme(asked.programmeId, on),
  ])
  return appointments.filter(appointment => covers(appointment, subject))
}

/**
 * The roles that the actor holds for a learner (or a school) of a programme today: nobody holds one without an appointment.
 * Says nothing of one's own book: who may not decide on it is the caller's to refuse.
 */
export async function appointedRoles(
  stores: AppointmentStores,
  actor: Pick<Actor, 'personId'>,
  asked: AppointedFor,
  on: CalendarDate,
): Promise<AppointedRole[]> {
  const [subject, own] = await Promise.all([
    subjectOf(stores, asked),
    stores.appointments.byPerson(actor.personId),
  ])
  return own
    .filter(appointment => isInForce(appointment, on) && covers(appointment, subject))
    .map(({ role, id }) => ({ role, appointmentId: id }))
}

async function subjectOf({ people }: AppointmentStores, asked: AppointedFor): Promise<AppointmentSubject> {
  if (asked.organisation !== undefined || asked.learnerId === undefined) return asked
  return { ...asked, organisation: (await people.byId(asked.learnerId))?.organisation }
}
