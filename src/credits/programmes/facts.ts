/** Facts (факты) as they come in: known names, existing dates. */
import type { BookFacts } from '#domain/books/book'
import { InvalidInputError } from '#domain/errors'
import { isCalendarDate } from '#domain/time/calendar'

const DATES: readonly string[] = [
  'routeApproved',
  'diagnosisBefore',
  'diagnosisAfter',
  'projectDefence',
  'stageReports',
  'finalReport',
  'learnerCategory',
  'presentation',
  'issueOrder',
] satisfies (keyof BookFacts)[]

/** @throws {InvalidInputError} naming each field */
export function requireFacts(facts: Partial<BookFacts>): void {
  const issues = Object.entries(facts).flatMap(([path, value]) => {
    const message = faultOf(path, value)
    return message ? [{ path, message }] : []
  })
  if (issues.length > 0) throw new InvalidInputError('the facts do not hold', issues)
}

function faultOf(name: string, value: unknown): string | undefined {
  if (name === 'enrolmentDocuments') {
    return value === 'complete' || value === 'incomplete' ? undefined : 'complete or incomplete'
  }
  if (name === 'missingDocuments') {
    return Array.isArray(value) && value.every(id => typeof id === 'string')
      ? undefined
      : 'a list of documents'
  }
  if (!DATES.includes(name)) return 'no such fact'
  return typeof value === 'string' && isCalendarDate(value) ? undefined : 'a calendar date YYYY-MM-DD'
}
