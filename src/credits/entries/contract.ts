/** The queue of entries that wait, by event, with everything a decision needs. */
import type { Entry } from '#domain/entries/entry'
import type { Hours } from '#domain/hours'
import type { CalendarDate, ModuleKind } from '#domain/kinds'
import type { Approver } from '#domain/regulations/data'
import type { QueueCursor } from '#store/ports/entries'
import type { PersonView } from '../books/contract.ts'

/** Something that wants the curator's eye, most serious first; texts stand in `src/domain/texts`. */
export interface Remark {
  id: string
  facts: Record<string, string>
}

/** Exact up to 1,000; beyond it `more` is true. */
export interface UpTo {
  count: number
  more: boolean
}

export interface QueueRow {
  entry: Entry
  learner: PersonView
  remarks: Remark[]
  /** The actor's own entry: somebody else confirms it. */
  own: boolean
  /** Roles that sign in this book, where the actor holds none of them; absent: the actor signs. */
  signedBy?: readonly Approver[]
  /** Hours of the module by the tariff, if they differ from the claimed ones. */
  tariffHours: Hours | null
}

/** Entries of one event: module × date × source. */
export interface QueueGroup {
  programme: { id: string; title: string }
  module: { id: string; title: string; kind: ModuleKind; hours: Hours }
  date: CalendarDate
  source: string
  rows: QueueRow[]
  /**
   * How many entries the event has in books by its source, decided or not (в ведомости), exact up to 1,000; `null`: it came
   * from no source system.
   */
  reported: UpTo | null
  /** How many of the event wait on the next pages; `null`: its last ones are here, or it was not counted. */
  rest: UpTo | null
}

/** What to look at where no entry ever came: how many learn, and what each source has told so far. */
export interface FirstDay {
  learners: UpTo
  sources: { title: string; completions: number }[]
}

export interface QueueQuery {
  programmeId?: string
  connectionId?: string
  moduleId?: string
  /**
   * Beginning of a learner's family name, part of a module's title, or beginnings of words of an event's own title; case and ё do
   * not matter.
   */
  text?: string
  /** Only what learners reminded of. */
  reminded?: true
  /** Only what has waited for more than 7 days. */
  late?: true
  after?: QueueCursor
  limit?: number
}

export interface QueueView {
  waiting: UpTo
  /** Waiting for more than 7 days. */
  late: UpTo
  /** Of which learners reminded, whatever the filter says of reminders. */
  reminded: UpTo
  groups: QueueGroup[]
  next: QueueCursor | null
  /** `null`: there were entries, or the actor oversees only some. */
  firstDay: FirstDay | null
  programmes: { id: string; title: string }[]
  /** Of the one programme that is looked at; empty where there are several. */
  modules: { id: string; title: string }[]
  /** `nextRunAt`: told where nothing waits. ISO instants. */
  sources: { id: string; title: string; lastRunAt: string | null; nextRunAt: string | null }[]
}
