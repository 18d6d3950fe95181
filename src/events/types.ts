/**
 * What events tell. All follow from what is stored; none holds personal data: ids, hours and dates only. Their schemas
 * stand in `schemas.ts`.
 */
import type { OutboxEvent } from '#store/ports/outbox'

export const EVENT_TYPES = [
  'completion.imported',
  'entry.imported',
  'entry.confirmed',
  'entry.rejected',
  'entry.revoked',
  'entry.reverted',
  'entry.superseded',
  'entry.reminded',
  'progress.changed',
  'programme.eligible',
  'certificate.issued',
  'certificate.annulled',
  'certificate.replaced',
  'order.recorded',
  'statement.issued',
  'statement.annulled',
  'statement.replaced',
  'route.returned',
  'route.approved',
  'consent.given',
  'consent.withdrawn',
  'person.erased',
  'place.added',
] as const
export type EventType = (typeof EVENT_TYPES)[number]

/** `progress.changed` and `programme.eligible`; hours as `"84.00"`. */
export interface ProgressData {
  enrolmentId: string
  programmeId: string
  counted: string
  pending: string
  required: string
  eligible: boolean
}

/** A listener (подписчик): hears every event at least once, those of one learner in order. */
export interface Subscriber {
  /** Stable: how far it has heard is kept under it. */
  name: string
  types: ReadonlySet<EventType>
  /** It looks at the state, not at the event: of several that wait only the newest is told. */
  newestOnly?: true
  /** ISO instant: what happened before is passed over. */
  since?: string
  /** From when on an event may be told; what comes after it in its stream waits with it. Absent: at once. */
  dueAt?(event: OutboxEvent): Date
  /** It is not told for now; what happens meanwhile waits for it. Asked before every learner. */
  isResting?(): boolean
  /**
   * @throws what it cannot take. `retryable: false` on the error: a dead letter at once. Anything else: tried again,
   *   after `retryAfterMs` of the error if it has one
   */
  handle(event: OutboxEvent): Promise<void>
}
