/** What a requirement's judge sees: the lines after all rules, and the book's own data. */
import type { Book } from '../books/book.ts'
import type { Progress, Requirement } from '../books/progress.ts'
import type { Hours } from '../hours.ts'
import type { CalendarDate } from '../kinds.ts'
import type { Regulation, RequirementRule } from '../regulations/regulation.ts'
import type { Line } from '../rules/line.ts'

export interface RequirementContext {
  readonly book: Book
  readonly regulation: Regulation
  readonly lines: readonly Line[]
  /** The same lines if everything that awaits the curator were confirmed. */
  readonly ifConfirmed: readonly Line[]
  readonly today: CalendarDate
  readonly counted: Hours
  readonly term: Progress['term']
}

/** What is asked, what is there, whether it is met. */
export type Finding = Omit<Requirement, 'id' | 'clause'>
export type Judge = (context: RequirementContext, rule: RequirementRule) => Finding
