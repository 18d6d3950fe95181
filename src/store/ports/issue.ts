/** Batches of certificates to issue, each durable so that a kill resumes it, and who decided what a programme issues by itself. */

import type { Actor } from '#domain/access/actor'
import type { Versioned } from '#domain/changes/changes'
import type { CalendarDate } from '#domain/kinds'

/** Order to issue (приказ о выдаче) that a batch refers to. */
export interface IssueOrder {
  number: string
  on: CalendarDate
}

/** draft: chosen, not confirmed yet, forgotten after a day · open: confirmed, somebody works on it or will · done. */
export interface IssueBatch {
  id: string
  state: 'draft' | 'open' | 'done'
  /** Whoever confirmed it: the rights are checked for them, certificate by certificate. */
  actor: Actor
  /** Enrolments in the order in which they were chosen, which is the order of their numbers. */
  chosen: string[]
  order?: IssueOrder
  createdAt: string
  startedAt?: string
  finishedAt?: string
}

/** One enrolment of a batch and what became of it. */
export interface IssueItem {
  batchId: string
  enrolmentId: string
  position: number
  state: 'waiting' | 'issued' | 'refused'
  certificateId?: string
  registrationNumber?: string
  /** The certificate was there before: somebody else, or an earlier batch, issued it. */
  already?: boolean
  /** Why it was refused, e.g. `not_eligible`. */
  code?: string
  /** For `not_eligible`: ids of the unmet requirements. */
  missing?: string[]
  at?: string
}

export type IssueOutcome = Pick<IssueItem, 'batchId' | 'enrolmentId' | 'at'> &
  (
    | { state: 'issued'; certificateId: string; registrationNumber: string; already: boolean }
    | { state: 'refused'; code: string; missing?: string[] }
  )

export interface IssueCounts {
  waiting: number
  issued: number
  refused: number
}

/** The right to work on a batch until it ends. */
export interface IssueLease {
  batch: IssueBatch
  token: string
}

/** How certificates of a programme are issued; `id` is the programme's. Absent: by hand. */
export interface IssuePolicy extends Versioned {
  id: string
  mode: 'by-hand' | 'automatic'
  /** An order to issue older than this many days is expired; absent: it does not expire. */
  orderValidDays?: number
  /** Nothing is issued without a consent to the processing of personal data; absent: its lack is shown and stops nothing. */
  consentRequired?: boolean
  setBy: string
  setByName: string
  setAt: string
}

export interface IssueStore {
  /** A draft; asked twice with one id, the first stays. */
  create(batch: IssueBatch, forgetAt: Date): Promise<void>
  byId(id: string): Promise<IssueBatch | null>
  /** Newest first: confirmed ones of this person. */
  latest(personId: string, limit: number): Promise<IssueBatch[]>
  /** draft → open, once. @returns the batch as it stands */
  open(id: string, at: string, order?: IssueOrder): Promise<IssueBatch | null>
  /** Inserts those that are not there. */
  addItems(items: IssueItem[]): Promise<void>
  /** Takes an open batch that nobody holds: one atomic update. */
  claim(token: string, now: Date, leaseMs: number): Promise<IssueLease | null>
  /** @returns `false` if the lease was lost */
  renew(lease: IssueLease, now: Date, leaseMs: number): Promise<boolean>
  release(lease: IssueLease): Promise<void>
  finish(lease: IssueLease, at: string): Promise<void>
  /** In the order of their position. */
  waiting(batchId: string, limit: number): Promise<IssueItem[]>
  /** Of an item that waits; the first outcome stays. */
  settle(outcome: IssueOutcome): Promise<void>
  counts(batchId: string): Promise<IssueCounts>
  items(q: { batchId: string; state?: IssueItem['state']; limit: number }): Promise<IssueItem[]>
  policies(programmeIds: string[]): Promise<Map<string, IssuePolicy>>
  /** In place of what was read; `null`: there was none. `false`: somebody was faster. */
  replacePolicy(next: IssuePolicy, read: IssuePolicy | null): Promise<boolean>
}
