/** A list of people to enrol, and what becomes of its lines. */
import type { ListedLearner } from './learner-list.ts'

/** Whose numbers of accounts the list holds: of an LMS that people launch from, or of a source that is only read. */
export type AccountsOf = { issuer: string } | { connectionId: string }

export interface EnrolList {
  programmeId: string
  of: AccountsOf
  rows: readonly ListedLearner[]
}

/**
 * What becomes of a line: `new` is enrolled; `already` is so, `repeated` stands above in the list, `other-name`: the account
 * is known as somebody else's (`known`), and a wrong number would enrol them.
 */
export interface JudgedLine {
  row: ListedLearner
  state: 'new' | 'already' | 'repeated' | 'other-name'
  known?: string
}

export interface Enrolled {
  enrolled: number
  /** Were enrolled before, or stand twice in the list. */
  already: number
  /** Accounts known under another name. */
  refused: number
}
