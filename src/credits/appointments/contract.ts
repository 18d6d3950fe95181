/** Appointments (полномочия): who holds which role of a regulation. Each use case names its actor. */
import type { Actor } from '#domain/access/actor'
import type { Appointment, AppointmentScope } from '#domain/access/appointment'
import type { CalendarDate } from '#domain/kinds'
import type { Approver } from '#domain/regulations/data'
import type { HandOver } from '#store/ports/appointments'

export interface AppointmentView extends Appointment {
  personName: string
  inForce: boolean
  /** Titles of the programmes and names of the learners that it is narrowed to. */
  programmes: readonly { id: string; title: string }[]
  learners: readonly { id: string; name: string }[]
}

export interface AppointInput extends AppointmentScope {
  personId: string
  role: Approver
  from: CalendarDate
  until?: CalendarDate
  basis?: string
  deputy?: boolean
}

/** `isNew`: nobody had made it before. */
export type Appointed = AppointmentView & { isNew: boolean }

export interface PersonFound {
  id: string
  name: string
  organisation: string | null
  /** In LMSs, «lms.example 128»: by them namesakes are told apart. */
  accounts: string[]
}

/** Somebody by their account (`sub`, in Moodle the number of the profile) in an LMS. */
export interface InviteInput {
  platformId: string
  account: string
  familyName: string
  givenName: string
  patronymic?: string
  organisation?: string
}

export interface HandOverInput {
  fromPersonId: string
  toPersonId: string
  /** First day of the new holder. */
  on: CalendarDate
  comment?: string
}

/** All of an administrator but `roles`; what is out of their scope does not exist for them. */
export interface Appointments {
  /** Roles that the actor holds by appointment today: pages show them what they have to do by these. */
  roles(actor: Actor): Promise<readonly Approver[]>
  /** `name`: only of people whose family name begins so, all at once. */
  list(
    actor: Actor,
    q?: { personId?: string; name?: string; ended?: boolean; after?: string; limit?: number },
  ): Promise<{ rows: AppointmentView[]; next: string | null }>
  /** People whose family name begins so, for choosing one. @param most default: what a page offers */
  find(actor: Actor, prefix: string, most?: number): Promise<PersonFound[]>
  /** Whoever has not come yet, or has: their first launch from this LMS finds them. @throws {InvalidInputError} naming each field */
  invite(actor: Actor, input: InviteInput): Promise<PersonFound>
  /**
   * The same said again, by whomever, is the appointment that is there.
   *
   * @throws {InvalidInputError} naming each field @throws {NotFoundError} for a person or programme out of scope
   * @throws {HeldAlreadyError} if the person holds the role already, with another term or basis
   */
  appoint(actor: Actor, input: AppointInput): Promise<Appointed>
  /** @throws {ConflictError} if it ended before that day */
  end(actor: Actor, input: { id: string; until: CalendarDate; reason: string }): Promise<AppointmentView>
  /** What would go over from one person to another, before it does. */
  previewHandOver(actor: Actor, input: HandOverInput): Promise<{ appointments: AppointmentView[] }>
  /**
   * Every appointment of one person in force on that day goes to another: open steps of routes and learners with it. Done
   * again after a crash it makes nothing twice.
   */
  handOver(actor: Actor, input: HandOverInput): Promise<HandOver>
  handOvers(actor: Actor, limit?: number): Promise<(HandOver & { fromName: string; toName: string })[]>
}
