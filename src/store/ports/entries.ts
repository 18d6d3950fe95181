import type { Entry } from '#domain/entries/entry'
import type { Sibling } from '#domain/entries/remarks'
import type { EntryStatus } from '#domain/kinds'

/** What the queue can be narrowed by. */
export interface QueueFilter {
  programmeIds: string[]
  connectionId?: string
  moduleId?: string
  /** Only those that a learner reminded of. */
  reminded?: true
  /** Only those that came before this instant. */
  createdBefore?: string
  /** Nobody else's. */
  learnerIds?: string[]
  /** What a text can mean: entries of these learners, or of these modules. */
  meant?: { learnerIds: string[]; modules: { programmeId: string; moduleId: string }[] }
}

/** A group event as a source knows it. */
export interface EntryEvent {
  programmeId: string
  moduleId: string
  date: string
  connectionId: string
}

/** The queue's order: module, then date, then id; a page's cursor is the last row's place. */
export interface QueueCursor {
  programmeId: string
  moduleId: string
  date: string
  id: string
}

export interface EntryStore {
  /** Inserts those whose id is new; existing ids are left alone. Returns how many were new. */
  insertNew(entries: Entry[]): Promise<number>
  byId(id: string): Promise<Entry | null>
  byIds(ids: string[]): Promise<Entry[]>
  /** All entries of a book, in book order (createdAt, id). */
  ofBook(learnerId: string, programmeId: string): Promise<Entry[]>
  /** How many came from a connection, by status; statuses that none has are left out. */
  countByStatus(connectionId: string): Promise<Record<string, number>>
  ofBooks(keys: { learnerId: string; programmeId: string }[]): Promise<Entry[]>
  /** Of the same, only what a remark on another entry of the book asks for: without documents, scans and histories. */
  siblings(keys: { learnerId: string; programmeId: string }[]): Promise<Sibling[]>
  /** Entries of these completions (by key), newest revision first. */
  byCompletions(connectionId: string, keys: string[]): Promise<Entry[]>
  /** Replaces an entry that is still at `from` and not consumed by a certificate: one atomic update each.
   *  `confirmed` takes the slot learner × programme × module (unique index) unless `repeatable`;
   *  leaving `confirmed` frees it.
   *  @returns for each: `done`, `conflict` (somebody changed it) or `duplicate` (slot taken) */
  transition(
    changes: { next: Entry; from: EntryStatus; repeatable: boolean }[],
  ): Promise<('done' | 'conflict' | 'duplicate')[]>
  /** A page of `imported` entries by an index, never a scan. */
  queue(filter: QueueFilter, after: QueueCursor | null, limit: number): Promise<Entry[]>
  /**
   * What waits of what a person claimed (on paper, by a correction), each word of the text beginning a word of its title; by an
   * index, `limit` looked at.
   */
  claimedTitled(programmeIds: string[], text: string, limit: number): Promise<Entry[]>
  /** How many wait, counted up to `atMost` (the page says «больше N» beyond it). */
  queueSize(filter: QueueFilter, atMost: number): Promise<number>
  /** How many of the event at this place wait after it, counted by an index up to `atMost`. */
  queueRest(filter: QueueFilter, at: QueueCursor, atMost: number): Promise<number>
  /** How many wait whose createdAt is before this instant, up to `atMost`. */
  queueOlderThan(filter: QueueFilter, before: string, atMost: number): Promise<number>
  /**
   * How many entries an event of a source has, decided or not (в ведомости), counted by an index up to `atMost`. What the
   * source took back or a correction replaced is not among them; the correction is.
   */
  reported(event: EntryEvent, atMost: number): Promise<number>
  /** Whether a programme never had an entry of any status. */
  isEmpty(programmeIds: string[]): Promise<boolean>
  /** The newest of a programme that somebody confirmed or rejected, by an index; at most `limit` of each. */
  lastDecided(programmeId: string, limit: number): Promise<Entry[]>
  byBatch(batchId: string): Promise<Entry[]>
  /** Marks confirmed, unconsumed entries as used by a certificate. @returns ids that were marked or already were */
  consume(entryIds: string[], certificateId: string): Promise<string[]>
  release(certificateId: string): Promise<void>
  setDiffers(items: { id: string; differs: NonNullable<Entry['differs']> }[]): Promise<void>
}
