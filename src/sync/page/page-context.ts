import type { AnyConnector } from '#connectors/contract'
import type { Stores } from '#store/ports/index'
import type { ReadBook } from '#store/ports/read-book'
import type { ClassifyContext } from './classify.ts'
import type { HeldRecords } from './held.ts'
import type { KnownCompletions } from './known.ts'
import type { CourseCache } from './world.ts'

export type SyncStores = Pick<
  Stores,
  | 'people'
  | 'personalData'
  | 'programmes'
  | 'enrolments'
  | 'entries'
  | 'connections'
  | 'completions'
  | 'quarantine'
  | 'runs'
  | 'sightings'
>

export type Recompute = (books: ReadBook[]) => Promise<void>

/** What storing a page needs; one per run, but for `now` and `isReplayed`. */
export interface PageContext extends ClassifyContext {
  stores: SyncStores
  runId: string
  known: KnownCompletions
  courses: CourseCache
  held: HeldRecords
  /** Of the connector. */
  beside?: AnyConnector['beside']
  recompute: Recompute
  /** Whether the run that stored a completion ended well, so that everything followed from it. */
  endedWell(runId: string): Promise<boolean>
  /** The first pages after an interruption: the interrupted run may have stored some of them without counting it. */
  isReplayed: boolean
}
