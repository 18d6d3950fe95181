/** Whether an order to issue (приказ о выдаче) still holds: a programme may say for how many days. */
import { daysBetween } from '#domain/calendar'
import type { CalendarDate } from '#domain/kinds'
import type { IssuePolicy } from '#store/ports/issue'

/** An order that nobody recorded is the regulation's matter, not this one's. */
export function isOrderExpired(
  on: CalendarDate | undefined,
  policy: Pick<IssuePolicy, 'orderValidDays'> | undefined,
  today: CalendarDate,
): boolean {
  if (on === undefined || policy?.orderValidDays === undefined) return false
  return daysBetween(on, today) > policy.orderValidDays
}
