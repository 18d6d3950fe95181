/**
 * Appointment (полномочие): who holds which role of a regulation, for whom, from when until when. It is never edited: it
 * ends, and somebody else is appointed.
 */

import type { CalendarDate } from '../kinds.ts'
import type { Approver } from '../regulations/data.ts'
import { organisationKey } from '../reports/organisation.ts'
import { addDays } from '../time/calendar.ts'

/** For whom a role is held; an absent list does not narrow. */
export interface AppointmentScope {
  programmeIds?: readonly string[]
  /** Образовательные организации, as people and routes name them; a municipality stands for all its schools. */
  organisations?: readonly string[]
  learnerIds?: readonly string[]
}

export type AppointmentAction = 'appointed' | 'ended' | 'handed-over'

export interface AppointmentChange {
  action: AppointmentAction
  by: string
  byName: string
  /** ISO instant. */
  at: string
  reason?: string
  /** For `handed-over`: the record of the hand-over that both appointments name. */
  handOverId?: string
}

export interface Appointment extends AppointmentScope {
  id: string
  personId: string
  role: Approver
  from: CalendarDate
  /** Last day; absent: until it is ended. */
  until?: CalendarDate
  /** Основание, e.g. «приказ № 12 от 01.09.2026». */
  basis?: string
  /** Заместитель: only with a last day and a basis (дата и приказ о передаче полномочий). */
  deputy?: boolean
  history: readonly AppointmentChange[]
  createdAt: string
}

/** What a role is asked for. */
export interface AppointmentSubject {
  programmeId: string
  organisation?: string | undefined
  /** That the organisation belongs to. */
  municipality?: string | undefined
  learnerId?: string | undefined
}

/** Both end days belong to it. */
export function isInForce(appointment: Pick<Appointment, 'from' | 'until'>, on: CalendarDate): boolean {
  return appointment.from <= on && (appointment.until === undefined || on <= appointment.until)
}

const narrows = (list: readonly string[] | undefined, ...values: (string | undefined)[]): boolean =>
  list !== undefined && !values.some(value => value !== undefined && list.includes(value))

const keyOf = (title: string | undefined): string | undefined =>
  title === undefined ? undefined : organisationKey(title)

export function covers(appointment: AppointmentScope, subject: AppointmentSubject): boolean {
  const { programmeIds, organisations, learnerIds } = appointment
  return !(
    narrows(programmeIds, subject.programmeId) ||
    narrows(organisations?.map(organisationKey), keyOf(subject.organisation), keyOf(subject.municipality)) ||
    narrows(learnerIds, subject.learnerId)
  )
}

/** The day before: an appointment that is handed over on a day ended the day before. */
export function dayBefore(date: CalendarDate): CalendarDate {
  return addDays(date, -1)
}

type Term = Pick<Appointment, 'from' | 'until'>
type Held = AppointmentScope & Pick<Appointment, 'role' | 'deputy'>

const NEVER = '9999-12-31'

/** The two are held on some day at once. */
export const overlap = (a: Term, b: Term): boolean =>
  a.from <= (b.until ?? NEVER) && b.from <= (a.until ?? NEVER)

/** `a` is held on every day of `b`. */
export const contains = (a: Term, b: Term): boolean =>
  a.from <= b.from && (b.until ?? NEVER) <= (a.until ?? NEVER)

/** What is held and for whom, whatever the order and the spelling in which it was said; the same of two is the same role. */
export function holdingKey({ role, deputy, programmeIds, organisations, learnerIds }: Held): string {
  const lists = [programmeIds, organisations?.map(organisationKey), learnerIds]
  return JSON.stringify([role, deputy === true, ...lists.map(list => list?.toSorted() ?? null)])
}
