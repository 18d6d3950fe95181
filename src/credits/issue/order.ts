/** Order to issue (приказ о выдаче): what makes one, whether it still holds, what it does for a book. */

import { InvalidInputError } from '#domain/errors'
import type { CalendarDate } from '#domain/kinds'
import { daysBetween, isCalendarDate } from '#domain/time/calendar'
import type { IssueOrder, IssuePolicy } from '#store/ports/issue'
import type { Enrolment } from '#store/ports/people'

const LONGEST_NUMBER = 100

/** An order that nobody recorded is the regulation's matter, not this one's. */
export function isOrderExpired(
  on: CalendarDate | undefined,
  policy: Pick<IssuePolicy, 'orderValidDays'> | undefined,
  today: CalendarDate,
): boolean {
  if (on === undefined || policy?.orderValidDays === undefined) return false
  return daysBetween(on, today) > policy.orderValidDays
}

/** An order has a number and a day that has come. @throws {InvalidInputError} */
export function requireOrder({ number, on }: IssueOrder, today: CalendarDate): void {
  const issues = [
    ...(number.trim() && number.length <= LONGEST_NUMBER
      ? []
      : [{ path: 'orderNumber', message: `1 to ${LONGEST_NUMBER} characters` }]),
    ...(isCalendarDate(on) && on <= today ? [] : [{ path: 'orderDate', message: 'a day that has come' }]),
  ]
  if (issues.length > 0) throw new InvalidInputError('the order does not hold', issues)
}

/** The enrolment as it will be once the order is recorded: whoever names it at issue records it. */
export function withOrder(enrolment: Enrolment, order: IssueOrder | undefined): Enrolment {
  return order ? { ...enrolment, facts: { ...enrolment.facts, issueOrder: order.on } } : enrolment
}

/** Whether nothing but the order is missing, so that naming one at issue is enough. */
export const lacksOrderOnly = (missing: readonly { id: string }[]): boolean =>
  missing.length > 0 && missing.every(({ id }) => id === 'issue-order')
