import type { Appointment } from '#domain/access/appointment'
import { differencesOf, lastStep } from '#domain/changes/meanwhile'
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '#domain/errors'
import { isCalendarDate } from '#domain/time/calendar'
import { localDate } from '#domain/time/local-date'
import type { Appointments, AppointmentView } from './contract.ts'
import type { AppointmentsDeps } from './deps.ts'
import { governs, scopeOf, sees } from './scope.ts'
import { appointmentViews } from './views.ts'

export function end(deps: AppointmentsDeps): Appointments['end'] {
  const { stores } = deps

  return async (actor, { id, until, reason }) => {
    const scope = await scopeOf(stores, actor)
    const appointment = await stores.appointments.byId(id)
    if (!appointment || !sees(scope, appointment)) throw new NotFoundError('no such appointment')
    if (!governs(scope, appointment.programmeIds))
      throw new ForbiddenError('it reaches beyond the programmes that you administer', { roles: 'system' })
    if (!isCalendarDate(until))
      throw new InvalidInputError('the day does not hold', [{ path: 'until', message: 'a calendar date' }])
    if (!reason.trim())
      throw new InvalidInputError('a reason is needed', [{ path: 'reason', message: 'must not be empty' }])
    const ended = await stores.appointments.end(id, until, {
      action: 'ended',
      by: actor.personId,
      byName: actor.name,
      at: deps.now().toISOString(),
      reason: reason.trim(),
    })
    if (!ended) throw endedMeanwhile(await stores.appointments.byId(id), appointment)
    const [view] = await appointmentViews(stores, [ended], localDate(deps.now(), deps.timeZone))
    return view as AppointmentView
  }
}

function endedMeanwhile(now: Appointment | null, { id, until }: Appointment): ConflictError {
  const met = now ? lastStep(now.history) : undefined
  const differences = differencesOf({ until }, { until: now?.until })
  return new ConflictError('it has ended already', { id }, { meanwhile: met && { ...met, differences } })
}
