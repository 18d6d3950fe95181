/** Routes and appointments on a real server: a school with its head, mentor and methodist. */
import { createAppointments } from '#credits/appointments/appointments'
import type { AppointInput, Appointments } from '#credits/appointments/contract'
import type { Routes, RouteView } from '#credits/routes/contract'
import { createRoutes } from '#credits/routes/routes'
import type { Actor } from '#domain/access/actor'
import { parseHours } from '#domain/hours'
import { catalogueOf } from '#src/adapters/regulations'
import type { Enrolment, StoredProgramme } from '#store/ports/people'
import { unique } from '#tests/integration/store/use-stores'
import { allRegulations } from '#tests/unit/domain/support'
import { anActor, HERE, modules, useCredits, type World } from './use-credits.ts'

export const SCHOOL = 'МАОУ СОШ № 12'
export const administrator: Actor = {
  personId: 'p-admin',
  name: 'Смирнова Ольга',
  roles: ['administrator'],
  scope: 'all',
}

export interface RouteWorld extends World {
  routes: Routes
  appointments: Appointments
  /** A person with an account at the platform, and their actor. */
  person(name: string, roles?: Actor['roles'], organisation?: string): Promise<Actor>
  appoint(actor: Actor, role: AppointInput['role'], more?: Partial<AppointInput>): Promise<string>
  /** A learner of the school, enrolled in a programme of this regulation, with their actor. */
  learner(
    regulation: string,
    organisation?: string,
  ): Promise<{ enrolment: Enrolment; programme: StoredProgramme; actor: Actor }>
  /** A draft with one item, begun by the actor. */
  draft(actor: Actor, enrolment: Enrolment): Promise<RouteView>
}

export const at = ({ id, version, revision }: RouteView) => ({
  routeId: id,
  version,
  revision: revision.number,
})

export const item = {
  title: 'Конференция',
  kind: 'conference',
  hours: parseHours('8'),
  plannedOn: '2024-10-01',
} as const

/** Call inside `describe`. */
export function useRoutes(): () => RouteWorld {
  const world = useCredits()
  return () => {
    const w = world()
    const regulations = catalogueOf(allRegulations)
    const credits = w.creditsWith({ regulations })
    const { stores } = w
    const { now, newId, timeZone } = w.deps
    const routes = createRoutes({
      ...{ stores, regulations, now, newId, timeZone },
      recompute: books => credits.recompute([...books]),
    })
    const appointments = createAppointments({ stores, now, newId, timeZone })

    const person: RouteWorld['person'] = async (name, roles = [], organisation = SCHOOL) => {
      const [familyName = name, givenName = 'Имя'] = name.split(' ')
      const made = await stores.people.ensure(
        unique('lti|https://lms.example|'),
        { familyName, givenName, organisation },
        now().toISOString(),
      )
      return anActor([...roles], { personId: made.id, name })
    }
    const learner: RouteWorld['learner'] = async (regulation, organisation = SCHOOL) => {
      const programme = await credits.saveProgramme(administrator, {
        id: unique('programme'),
        title: 'Современный урок',
        regulation,
        modules,
        issuer: { name: 'ТГПУ', city: 'Томск', signatory: 'Ректор', secretary: 'Секретарь' },
        provider: 'ТГПУ',
        deployments: [HERE],
      })
      const enrolment = await credits.enrol(administrator, {
        identity: unique('lti|https://lms.example|'),
        person: { familyName: 'Сидорова', givenName: 'Анна', organisation },
        programmeId: programme.id,
        enrolledOn: '2024-09-02',
      })
      const actor = anActor(['learner'], { personId: enrolment.learnerId, name: 'Сидорова Анна' })
      return { enrolment, programme, actor }
    }
    return {
      ...w,
      credits,
      routes,
      appointments,
      person,
      learner,
      async appoint(actor, role, more = {}) {
        const input = { personId: actor.personId, role, from: '2024-09-01', ...more }
        return (await appointments.appoint(administrator, input)).id
      },
      async draft(actor, { id }) {
        const begun = await routes.start(actor, { enrolmentId: id })
        return routes.putItem(actor, at(begun), item)
      },
    }
  }
}
