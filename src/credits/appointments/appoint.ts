import type { Appointment } from '#domain/appointment'
import { definedOnly } from '#domain/defined'
import { NotFoundError } from '#domain/errors'
import { localDate } from '#domain/local-date'
import { requireAppointment } from './check.ts'
import type { AppointInput, Appointments, AppointmentView } from './contract.ts'
import type { AppointmentsDeps } from './deps.ts'
import { type AdministratorScope, governs, reachablePerson, scopeOf } from './scope.ts'
import { appointmentViews } from './views.ts'

export function appoint(deps: AppointmentsDeps): Appointments['appoint'] {
  const { stores } = deps

  return async (actor, input) => {
    const scope = await scopeOf(stores, actor)
    requireAppointment(input)
    await requireScope(deps, scope, input)
    const at = deps.now().toISOString()
    const appointment: Appointment = {
      id: deps.newId(),
      ...tidy(input),
      history: [{ action: 'appointed', by: actor.personId, byName: actor.name, at }],
      createdAt: at,
    }
    await stores.appointments.create(appointment)
    const [view] = await appointmentViews(stores, [appointment], localDate(deps.now(), deps.timeZone))
    return view as AppointmentView
  }
}

/** @throws {NotFoundError} for a person, learner or programme that the administrator does not reach */
async function requireScope(
  { stores }: AppointmentsDeps,
  scope: AdministratorScope,
  { personId, programmeIds, learnerIds = [] }: AppointInput,
): Promise<void> {
  if (!governs(scope, programmeIds?.length ? programmeIds : undefined))
    throw new NotFoundError('no such programme')
  await Promise.all([personId, ...learnerIds].map(id => reachablePerson(stores, scope, id)))
  const known = await stores.programmes.byIds([...(programmeIds ?? [])])
  if ((programmeIds ?? []).some(id => !known.has(id))) throw new NotFoundError('no such programme')
}

/** Empty lists narrow nothing and are left out. */
function tidy({ programmeIds, organisations, learnerIds, basis, ...input }: AppointInput) {
  const named = (organisations ?? []).map(name => name.trim()).filter(Boolean)
  return definedOnly({
    personId: input.personId,
    role: input.role,
    from: input.from,
    until: input.until,
    deputy: input.deputy || undefined,
    basis: basis?.trim() || undefined,
    programmeIds: programmeIds?.length ? programmeIds : undefined,
    organisations: named.length > 0 ? named : undefined,
    learnerIds: learnerIds?.length ? learnerIds : undefined,
  })
}
