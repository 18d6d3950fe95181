/** Events and who has heard them. An event is a fact about a learner; a stream is everything about one learner, in order. */

export interface NewEvent {
  /** Follows from what happened, so that the same fact makes the same event, however often it is found. */
  id: string
  type: string
  /** ISO instant of what happened. */
  at: string
  /** Ids, hours, dates; no personal data. */
  data: Record<string, unknown>
}

export interface OutboxEvent extends NewEvent {
  /** Learner id. */
  stream: string
  /** From 1, without gaps within the stream. */
  seq: number
}

/** How far a subscriber has heard a stream. */
export interface Delivery {
  subscriber: string
  stream: string
  /** Heard up to this event. */
  done: number
  /** There is something to hear up to this one. */
  wanted: number
  /** Failures of the next event in a row. */
  attempts: number
  /** Code of the last failure. */
  error?: string
}

/** The right to deliver to a subscriber from a stream, until the lease ends. */
export interface DeliveryLease extends Delivery {
  token: string
}

/** An event that a subscriber could not take: kept for a person, who may replay it. */
export interface DeadLetter {
  id: string
  subscriber: string
  stream: string
  eventId: string
  type: string
  at: string
  attempts: number
  code: string
  /** Somebody asked to try again. */
  replay: boolean
}

/** A book in which something may have happened that no event tells of yet. */
export interface TouchedBook {
  learnerId: string
  programmeId: string
  touchedAt: Date
}

export interface OutboxStore {
  /** Appends in order those whose id is new. @returns how many were */
  append(stream: string, events: readonly NewEvent[]): Promise<number>
  /** All events of these streams, in order. */
  ofStreams(streams: string[]): Promise<Map<string, OutboxEvent[]>>
  after(stream: string, seq: number, limit: number): Promise<OutboxEvent[]>
  byId(id: string): Promise<OutboxEvent | null>

  touch(books: readonly { learnerId: string; programmeId: string }[], at: Date): Promise<void>
  /** By learner and programme; `after` is the last of the page before. */
  touched(limit: number, after?: TouchedBook): Promise<TouchedBook[]>
  /** Forgets those that were not touched again since. */
  settle(books: readonly TouchedBook[]): Promise<void>

  deliveries(subscriber: string, streams: string[]): Promise<Map<string, Delivery>>
  /** There is something to hear in these streams up to `wanted`; only grows. */
  wake(subscriber: string, streams: readonly { stream: string; wanted: number }[], now: Date): Promise<void>
  /** Takes a stream that has something to hear and that nobody else delivers from: one atomic update. */
  claim(subscriber: string, token: string, now: Date, leaseMs: number): Promise<DeliveryLease | null>
  /** The same for a certain stream, whether or not it has something. */
  claimStream(
    subscriber: string,
    stream: string,
    token: string,
    now: Date,
    leaseMs: number,
  ): Promise<DeliveryLease | null>
  /** Heard up to `done`; the lease goes on. @returns `false` if it was lost */
  advance(lease: DeliveryLease, done: number, now: Date, leaseMs: number): Promise<boolean>
  /** The event after `done` is tried again at `at`. */
  retry(
    lease: DeliveryLease,
    failure: { done: number; attempts: number; code: string; at: Date },
  ): Promise<void>
  /** Gives the lease back; what was woken meanwhile is claimed again. */
  release(lease: DeliveryLease, done: number, now: Date): Promise<void>
  /** Streams of a subscriber that have something to hear, failing ones included. */
  waiting(subscriber: string, limit: number): Promise<Delivery[]>

  bury(letter: DeadLetter): Promise<void>
  deadLetters(q: { subscriber?: string; after?: string; limit: number }): Promise<DeadLetter[]>
  /** @returns `false` if there is none */
  askReplay(id: string): Promise<boolean>
  replays(subscriber: string, limit: number): Promise<DeadLetter[]>
  unbury(id: string): Promise<void>
  /** All that is kept of a subscriber: nobody listens under its name any more. */
  forget(subscriber: string): Promise<void>
}

export const deadLetterId = (subscriber: string, eventId: string): string => `${subscriber}|${eventId}`
