import type { BookKey } from '#domain/books/book-key'
import type { Entry } from '#domain/entries/entry'
import type { Enrolment } from './people.ts'

/** A book whose progress is to be worked out; whoever just wrote it may know what it holds, so that nobody reads it again. */
export interface ReadBook extends BookKey {
  read?: {
    /** All of the learner, read before the entries were. */
    enrolments: readonly Enrolment[]
    /** All of the book, with those just written. */
    entries: readonly Entry[]
  }
}
