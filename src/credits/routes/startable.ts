/** Whose route somebody else than the learner may begin (инициатива администрации, руководителя МО), and has not begun yet. */
import { type Appointment, covers, isInForce } from '#domain/access/appointment'
import { initiatorsOf, routeSubjectType } from '#domain/routes/chain'
import type { StoredProgramme } from '#store/ports/people'
import { nameOf } from '../appointments/views.ts'
import { municipalitiesOf } from '../municipalities.ts'
import type { Routes, Startable } from './contract.ts'
import type { RoutesDeps } from './deps.ts'
import { todayOf } from './load.ts'

/** Learners of a programme that are looked at, and those that are offered. */
const LOOKED_AT = 500
const MOST_OFFERED = 200

export function startable(deps: RoutesDeps): Routes['startable'] {
  const { stores, regulations } = deps

  return async actor => {
    const own = await stores.appointments.byPerson(actor.personId)
    const held = own.filter(each => isInForce(each, todayOf(deps)))
    if (held.length === 0) return []
    const all = held.some(each => each.programmeIds === undefined)
    const named = held.flatMap(each => each.programmeIds ?? [])
    const programmes = all
      ? await stores.programmes.all()
      : [...(await stores.programmes.byIds([...new Set(named)])).values()]
    const offered = await Promise.all(programmes.map(programme => ofProgramme(programme, held)))
    return offered.flat().slice(0, MOST_OFFERED)
  }

  async function ofProgramme(programme: StoredProgramme, held: Appointment[]): Promise<Startable[]> {
    const regulation = regulations.get(programme.regulation)
    const begins = held.filter(({ role }) => initiatorsOf(regulation).includes(role))
    if (begins.length === 0 || routeSubjectType(regulation) === 'school') return []
    const page = await stores.enrolments.listByProgramme({ programmeIds: [programme.id], limit: LOOKED_AT })
    const [people, routes] = await Promise.all([
      stores.people.byIds(page.map(({ learnerId }) => learnerId)),
      stores.routes.byEnrolments(page.map(({ id }) => id)),
    ])
    const municipalityOf = await municipalitiesOf(
      stores,
      [...people.values()].map(each => each.organisation),
    )
    const begun = new Set(
      routes.map(({ subject }) => (subject.type === 'learner' ? subject.enrolmentId : '')),
    )
    return page.flatMap(({ id, learnerId, status }) => {
      const organisation = people.get(learnerId)?.organisation
      const municipality = municipalityOf(organisation)
      const subject = { programmeId: programme.id, organisation, municipality, learnerId }
      if (status !== 'active' || begun.has(id) || !begins.some(each => covers(each, subject))) return []
      return [{ enrolmentId: id, name: nameOf(people, learnerId), programme: programme.title }]
    })
  }
}
