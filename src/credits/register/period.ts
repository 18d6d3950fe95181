import { InvalidInputError } from '#domain/errors'
import { isCalendarDate } from '#domain/time/calendar'
import type { Period } from './contract.ts'

/** What is not given is not asked for. @throws {InvalidInputError} naming each that is no date, or a period that ends before it begins */
export function requirePeriod({ from, to }: Partial<Period>): void {
  const wrong = Object.entries({ from, to })
    .filter(([, date]) => date !== undefined && !isCalendarDate(date))
    .map(([path]) => ({ path, message: 'a calendar date YYYY-MM-DD' }))
  const isBackwards = wrong.length === 0 && from !== undefined && to !== undefined && from > to
  const issues = isBackwards ? [{ path: 'to', message: 'must not be before the first day' }] : wrong
  if (issues.length > 0) throw new InvalidInputError('a period takes two dates in order', issues)
}
