/**
 * Plan of a school (план школы): hours are ordered as one volume, spread over events and sessions, and held or moved
 * (Методический абонемент, пп. 7.2–7.4). Pure: who keeps the plan passes it in.
 */
import { type Hours, subtractHours, sumHours, zeroHours } from './hours.ts'
import type { CalendarDate } from './kinds.ts'
import { HOUR_KINDS, type HourKind } from './regulation-data.ts'

/** One day of an event; long events have several (п. 7.3). `heldOn` other than `plannedOn`: it was moved (п. 7.4). */
export interface PlanSession {
  id: string
  plannedOn: CalendarDate
  /** Absent: not held yet. */
  heldOn?: CalendarDate
  hours: Readonly<Partial<Record<HourKind, Hours>>>
}

export interface PlanEvent {
  id: string
  title: string
  place: string
  sessions: readonly PlanSession[]
}

/** Where a school stands: `left` can still be planned; `over` is planned beyond the order. */
export interface HourBalance {
  ordered: Hours
  planned: Hours
  held: Hours
  left: Hours
  over: Hours
  byKind: Readonly<Record<HourKind, Hours>>
}

function hoursOf(sessions: readonly PlanSession[], kinds: readonly HourKind[] = HOUR_KINDS): Hours {
  return sumHours(sessions.flatMap(({ hours }) => kinds.map(kind => hours[kind] ?? zeroHours)))
}

/** The balance of an order: every session of the plan takes from it, held or not; moving one changes nothing (п. 7.4). */
export function hourBalance(ordered: Hours, events: readonly PlanEvent[]): HourBalance {
  const sessions = events.flatMap(event => event.sessions)
  const planned = hoursOf(sessions)
  return {
    ordered,
    planned,
    held: hoursOf(sessions.filter(session => session.heldOn !== undefined)),
    left: subtractHours(ordered, planned),
    over: subtractHours(planned, ordered),
    byKind: {
      contact: hoursOf(sessions, ['contact']),
      distance: hoursOf(sessions, ['distance']),
      'self-study': hoursOf(sessions, ['self-study']),
    },
  }
}

/** A line for one book: hours of the sessions held at which the person was there, on the day of the last of them. */
export interface Attendance {
  personId: string
  hours: Hours
  date: CalendarDate
}

/**
 * What one act of a group event gives to many books (п. 7.2), absences left out; whoever missed everything gets no line.
 *
 * @param absences ids of the sessions that a person missed
 */
export function attendancesOf(
  event: PlanEvent,
  people: readonly { personId: string; absences?: readonly string[] }[],
): Attendance[] {
  return people.flatMap(({ personId, absences = [] }) => {
    const there = event.sessions.filter(
      session => session.heldOn !== undefined && !absences.includes(session.id),
    )
    const date = there
      .map(session => session.heldOn ?? '')
      .toSorted()
      .at(-1)
    return date === undefined ? [] : [{ personId, hours: hoursOf(there), date }]
  })
}
