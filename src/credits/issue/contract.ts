/**
 * Certificates issued many at a time, and by themselves where a programme says so. Each use case names its actor; each
 * certificate is issued by `issueCertificate`, which checks gate and right again and issues exactly once.
 */
import type { Actor } from '#domain/access/actor'
import type { Requirement } from '#domain/books/progress'
import type { IssueBatch, IssueCounts, IssueItem, IssueOrder, IssuePolicy } from '#store/ports/issue'
import type { OutboxEvent } from '#store/ports/outbox'
import type { PersonView } from '../contract.ts'

/** Somebody chosen for a batch, as the gate stands now. */
export interface CheckedRow {
  enrolmentId: string
  learner: PersonView
  programme: { id: string; title: string; signatory: string }
  /** `null`: ready. Else a code: `not_eligible`, `own_certificate`, `order_expired`, `consent_missing`, `statement_issued`,
   *  `certificate_issued`, `certificate_annulled`. */
  obstacle: string | null
  /** For `not_eligible`. */
  missing: Requirement[]
  /** The consent to the processing of personal data was never given, or was withdrawn; stops the issue only by the programme's rule. */
  lacksConsent: boolean
}

/** A draft before it is confirmed: who is ready, who is left out and why. */
export interface BatchCheck {
  batch: IssueBatch
  ready: CheckedRow[]
  /** Lack nothing but an order: naming one makes them ready. */
  awaitOrder: CheckedRow[]
  leftOut: CheckedRow[]
}

export interface BatchItemView extends IssueItem {
  learner: PersonView
}

export interface BatchView {
  batch: IssueBatch
  counts: IssueCounts
  /** First and last number in the order of the batch, once something is issued. */
  numbers: { first: string; last: string } | null
  /** Refused ones first. */
  items: BatchItemView[]
}

/** Something about an issue that the regulation does not ask: shown beside the gate. */
export interface PolicyView {
  programme: { id: string; title: string }
  policy: IssuePolicy | null
}

export interface Issuing {
  /** Makes a draft of these enrolments, or of everybody who is ready (at most 2,000). @returns its id
   *  @throws {NotFoundError} if one of them is out of the actor's scope @throws {InvalidInputError} for none or too many */
  choose(
    actor: Actor,
    input: { enrolmentIds: string[] } | { allReady: true; programmeId?: string },
  ): Promise<string>
  /** @throws {NotFoundError} unless it is the actor's own draft */
  check(actor: Actor, batchId: string): Promise<BatchCheck>
  /** Confirms a draft; asked again it answers what goes on. Work begins with `work`. */
  start(actor: Actor, input: { batchId: string; order?: IssueOrder }): Promise<IssueBatch>
  read(actor: Actor, batchId: string): Promise<BatchView>
  list(actor: Actor, limit?: number): Promise<{ batch: IssueBatch; counts: IssueCounts }[]>
  /** Issues what open batches still wait for, under a lease each; after `signal`, ends with the certificate under way. A
   *  batch whose worker died is taken up by the next. @returns how many items were settled */
  work(signal?: AbortSignal): Promise<number>
  policies(actor: Actor): Promise<PolicyView[]>
  /** Off by default. Who was ready before it was switched on is left to a batch. */
  savePolicy(
    actor: Actor,
    input: {
      programmeId: string
      mode: IssuePolicy['mode']
      orderValidDays?: number
      consentRequired?: boolean
      /** Version that the form was made of, 0: there was none. @throws {ConflictError} if it is another one now */
      seen?: number
    },
  ): Promise<IssuePolicy>
  /** Issues by itself, under a programme's rule, once the gate is met and nothing that the rule asks for is missing. */
  subscriber: {
    name: string
    types: ReadonlySet<'programme.eligible' | 'order.recorded' | 'consent.given' | 'statement.annulled'>
    handle(event: OutboxEvent): Promise<void>
  }
}
