import type { EntryScan } from '#domain/entries/entry'
import type { RecordChange, RecordContent } from '#domain/records/record'

/** A recorded fact of a book: what holds now, and everything that was written. */
export interface BookRecord {
  id: string
  enrolmentId: string
  learnerId: string
  programmeId: string
  content: RecordContent
  scan?: EntryScan
  history: RecordChange[]
  createdAt: string
}

export interface RecordStore {
  /** One with that id that is there already stays as it is. */
  create(record: BookRecord): Promise<BookRecord>
  byId(id: string): Promise<BookRecord | null>
  /** Oldest first. */
  ofEnrolment(enrolmentId: string): Promise<BookRecord[]>
  /** Adds the last step of `next` to what was read. @returns `false`: somebody was faster */
  change(next: BookRecord): Promise<boolean>
}
