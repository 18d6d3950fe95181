/** Appointments (полномочия) and hand-overs: who holds which role of a regulation. */
import type { Appointment, AppointmentChange } from '#domain/access/appointment'
import type { CalendarDate } from '#domain/kinds'

/** The record of a hand-over (передача дел): from whom, to whom, since when, how much. */
export interface HandOver {
  id: string
  fromPersonId: string
  toPersonId: string
  /** First day of the new holder. */
  on: CalendarDate
  by: string
  byName: string
  at: string
  comment?: string
  /** Appointments that went over: ended → new. */
  appointments: readonly { ended: string; begun: string }[]
}

export interface AppointmentStore {
  /** One with that id that is there already stays as it is. */
  create(appointment: Appointment): Promise<void>
  byId(id: string): Promise<Appointment | null>
  /** All of a person, ended ones too, oldest first. */
  byPerson(personId: string): Promise<Appointment[]>
  /** All that may cover a programme: those that name it and those that name none; in force on a day. */
  ofProgramme(programmeId: string, on: CalendarDate): Promise<Appointment[]>
  /** A page by id; `programmeIds`: only those that name one of them. */
  list(q: { programmeIds?: readonly string[]; after?: string; limit: number }): Promise<Appointment[]>
  /** Sets the last day if it has none or a later one. @returns `null`: it ended before, or is not there */
  end(id: string, until: CalendarDate, change: AppointmentChange): Promise<Appointment | null>
  addHandOver(handOver: HandOver): Promise<void>
  /** Newest first. */
  handOvers(limit: number): Promise<HandOver[]>
}
