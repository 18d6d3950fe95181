import { type Appointment, isInForce } from '#domain/access/appointment'
import type { CalendarDate } from '#domain/kinds'
import { fullName } from '#domain/names/full-name'
import type { Stores } from '#store/ports/index'
import type { Person } from '#store/ports/people'
import type { AppointmentView, PersonFound } from './contract.ts'

/** «Ковалёва Анна Сергеевна»; the id of one whose record is gone. */
export function nameOf(people: ReadonlyMap<string, Person>, id: string): string {
  const person = people.get(id)
  if (!person) return id
  return fullName(person)
}

/** As pages offer somebody to be chosen. */
export function foundOf(people: ReadonlyMap<string, Person>, id: string): PersonFound {
  const person = people.get(id)
  const accounts = (person?.identities ?? []).flatMap(({ key }) => accountOf(key) ?? [])
  return { id, name: nameOf(people, id), organisation: person?.organisation ?? null, accounts }
}

/** Of an LMS; never the СНИЛС. */
function accountOf(key: string): string | undefined {
  const [kind, issuer = '', ...sub] = key.split('|')
  return kind === 'lti' ? `${issuer.replace(/^https?:\/\//, '')} ${sub.join('|')}` : undefined
}

export async function appointmentViews(
  stores: Pick<Stores, 'people' | 'programmes'>,
  appointments: readonly Appointment[],
  today: CalendarDate,
): Promise<AppointmentView[]> {
  const personIds = appointments.flatMap(({ personId, learnerIds = [] }) => [personId, ...learnerIds])
  const programmeIds = appointments.flatMap(({ programmeIds: ids = [] }) => ids)
  const [people, programmes] = await Promise.all([
    stores.people.byIds([...new Set(personIds)]),
    stores.programmes.byIds([...new Set(programmeIds)]),
  ])
  return appointments.map(appointment => ({
    ...appointment,
    personName: nameOf(people, appointment.personId),
    inForce: isInForce(appointment, today),
    programmes: (appointment.programmeIds ?? []).map(id => ({ id, title: programmes.get(id)?.title ?? id })),
    learners: (appointment.learnerIds ?? []).map(id => ({ id, name: nameOf(people, id) })),
  }))
}
