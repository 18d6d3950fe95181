/** A book as it is shown: its lines, how each counted, what the route still has to come. */

import type { CountedEntry, Progress } from '#domain/books/progress'
import type { Entry } from '#domain/entries/entry'
import type { Wait } from '#domain/entries/reminder'
import type { LineSignature } from '#domain/entries/signature'
import type { Hours } from '#domain/hours'
import type { CalendarDate } from '#domain/kinds'
import type { SentenceRules } from '#domain/texts/sentences'
import type { Certificate } from '#store/ports/certificates'
import type { BookDuplicate, Enrolment, StoredProgramme } from '#store/ports/people'

export interface PersonView {
  id: string
  familyName: string
  givenName: string
  patronymic?: string
  organisation?: string
}

/** A line of the book with its number (№, from 1 in order of entry) and how it counted. */
export interface BookLine {
  number: number
  entry: Entry
  counted: CountedEntry
  /** Of a confirmed line: who, in which role, when, and whether the hash still fits the line. */
  signature?: LineSignature
  /** Of a line that waits: since when, how long that usually takes, when the curator may be reminded. */
  wait?: Wait
  /** Numbers of the entries that `counted.facts` refers to by id. */
  numberOf: Record<string, number>
}

export interface BookView {
  person: PersonView
  programme: StoredProgramme
  regulation: {
    id: string
    version: string
    titleRu: string
    titleEn: string
    shortRu: string
    shortEn: string
    /** For the sentence about the book. */
    rules: SentenceRules
  }
  enrolment: Enrolment
  progress: Progress
  /** Newest first. */
  lines: BookLine[]
  certificate: Certificate | null
  /** The latest duplicate, once the original was lost: prints bear «Дубликат» with its number and day. */
  duplicateOf?: BookDuplicate
  /** Of a book that is ready: how long the document usually takes, where that is known. */
  issueDays?: number
  /** Of an empty book: the system whose completions will fill it, e.g. «Moodle ТГПУ». */
  source?: string
  /** Of the approved route: what is still to come, in order of its days. */
  planned: PlannedLine[]
  today: CalendarDate
}

/** An event of the approved route that has not taken place; its day is not over. */
export interface PlannedLine {
  id: string
  title: string
  /** Absent where the regulation counts no hours (Омск). */
  hours?: Hours
  plannedOn: CalendarDate
}

/** What a learner (or who may see them) opens: the person, their programmes, and one book if there is any enrolment. */
export interface BooksView {
  person: PersonView
  /** `mayEnter`: the actor may add entries to that book now. */
  programmes: { id: string; title: string; mayEnter: boolean }[]
  book: BookView | null
}
