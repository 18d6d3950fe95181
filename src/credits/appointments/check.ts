/** What an appointment has to say, each fault by its field. */

import { InvalidInputError } from '#domain/errors'
import { APPROVERS } from '#domain/regulations/data'
import { isCalendarDate } from '#domain/time/calendar'
import type { AppointInput } from './contract.ts'

/** @throws {InvalidInputError} */
export function requireAppointment(input: AppointInput): void {
  const { role, from, until, basis, deputy } = input
  const wellDated = isCalendarDate(from) && (until === undefined || isCalendarDate(until))
  const issues = [
    ...(APPROVERS.includes(role) ? [] : [{ path: 'role', message: 'no such role' }]),
    ...(isCalendarDate(from) ? [] : [{ path: 'from', message: 'a calendar date YYYY-MM-DD' }]),
    ...(until === undefined || isCalendarDate(until)
      ? []
      : [{ path: 'until', message: 'a calendar date YYYY-MM-DD' }]),
    ...(wellDated && until !== undefined && until < from
      ? [{ path: 'until', message: 'not before the first day' }]
      : []),
    ...(deputy && until === undefined ? [{ path: 'until', message: 'a deputy needs a last day' }] : []),
    ...(deputy && !basis?.trim() ? [{ path: 'basis', message: 'a deputy needs a basis' }] : []),
  ]
  if (issues.length > 0) throw new InvalidInputError('the appointment does not hold', issues)
}
