/**
 * What a connector is: data first, then two small functions. A connector knows one source system (Moodle, a portal, an
 * LRS …) and nothing of credit books: it answers who completed what, when, with how many hours, and how sure that is.
 *
 * `pull` yields pages; after each page the caller stores its records and then the page's cursor, so a run may be killed
 * after any page and resumed from the last cursor. Pages may repeat records: the caller is idempotent by `key`.
 */
import type { z } from 'zod'
import type { HoursKind, SourceFault, SourceRecord, TimeQuality } from './record.ts'

export interface Page<Cursor> {
  records: SourceRecord[]
  faults: SourceFault[]
  /** Things a person should know (a course that the account cannot see …); repeated ones are stored once a run. */
  warnings: SourceWarning[]
  /** Where to resume after this page is stored; `null` when the pass is complete. */
  next: Cursor | null
  /** Rough share of the pass that is behind us, 0…1, if it can be told. */
  progress?: number
  /** What the page was read from, for the record of the run; `sha256` is the evidence that nothing was changed since. */
  raw?: RawSource
  /** The bytes of `raw`, with the first page of a pass: kept as evidence. */
  file?: SourceFile
  /** Instead of `raw`, of a site that answers calls: kept if the page brings something new, and not for ever. */
  answers?: Answers
  /** On the last page of a source whose deletions are told by absence (`deletes: 'snapshot'`). */
  snapshot?: SnapshotFacts
}

/** Answers behind a page as they came, without secrets. */
export interface Answers {
  /** How long they are kept. */
  keepDays: number
  /** Puts them together and hashes them, once: most pages bring nothing new. */
  read(): AnswersFile
}

export interface AnswersFile extends SourceFile {
  sha256: string
  /** Accounts that they tell of, with a completion or without: an erasure takes the answers that name the person. */
  people: string[]
}

/** A file as it was received. */
export interface RawSource {
  /** Of the bytes before decoding, hexadecimal. */
  sha256: string
  bytes: number
  /** `xml`, `csv`, `html`, `xlsx` … */
  format: string
  encoding?: string
}

/**
 * What a caller needs before it takes an absent record for a withdrawn one. The guard against mass disappearance is the
 * caller's.
 */
export interface SnapshotFacts {
  /**
   * Whether every row of the source was yielded under its own key, as a record or as a fault. If not (a row without a
   * person, a broken cell), an absent record proves nothing.
   */
  complete: boolean
  /** Rows of data in the source; totals, notes and blank rows are not counted. */
  rows: number
  /** Of these, the ones that became records. */
  records: number
  /** Of these, the ones that cannot be told apart from others: no key. */
  withoutKey: number
}

export interface SourceWarning {
  code: string
  message: string
}

/** What `check` found: never throws for a wrong setting, names each fault with its remedy. */
export interface CheckReport {
  ok: boolean
  /** Sentence about the site: name, version, account. */
  site: string | null
  findings: CheckFinding[]
  /** What would be imported and what not, for sources that can be read whole. Personal data: for the page only. */
  preview?: Preview
  /** Of a table, also of one that cannot be understood yet. Personal data: for the page only. */
  columns?: readonly SourceColumn[]
}

/** A column of a table and what it is taken for. */
export interface SourceColumn {
  /** As it stands. */
  header: string
  /** `null`: passed over, or nobody knows it. */
  field: string | null
  /** Neither mapped nor ignored. */
  isUnknown?: boolean
  /** The first value below the header. */
  example?: string
}

export interface Preview {
  /** Rows of data. */
  rows: number
  records: number
  /** The first records, ten at most. */
  sample: SourceRecord[]
  /** The first faults, ten at most, as they would be quarantined. */
  faults: SourceFault[]
  /** How many rows cannot be read, by code. */
  faultCounts: Record<string, number>
  raw: RawSource
}

export interface CheckFinding {
  level: 'ok' | 'warning' | 'error'
  /** e.g. `moodle_function_missing`. */
  code: string
  message: string
  remedy?: string
  /** What the source was asked for it, and how long that took; absent: the same answer told another finding already. */
  asked?: { what: readonly string[]; ms: number }
}

/** Everything a connector gets from outside. */
export interface ConnectorContext<Settings, Secrets> {
  settings: Settings
  secrets: Secrets
  /** Now, injected. */
  now(): Date
  /** Stops the pass between two requests. */
  signal: AbortSignal
  /** Addresses that are refused (private networks) unless the operator allows them. */
  allowPrivateAddresses: boolean
  /** Facts for the log; already free of secrets and personal data. */
  log(event: string, facts: Record<string, unknown>): void
  /** Called once per request made to the source. */
  onCall?(name: string): void
  /** Of a check: told of each finding as it is made. */
  onFinding?(finding: CheckFinding): void
  /** A file that a person handed in for this run; it is read instead of what the settings name. */
  upload?: SourceFile
  /**
   * Opens a file that the settings name. Given only where an operator has opened a directory for it (see
   * `kit/operator-files.ts`): a connector never touches the disk by itself.
   */
  openFile?(path: string): Promise<SourceFile>
}

export interface SourceFile {
  /** For messages, e.g. `master-2026.csv`; no path. */
  name: string
  bytes: Uint8Array
  /** As the web form said, if it did. */
  contentType?: string
}

export interface PullOptions<Cursor> {
  /** `full` reads every detail again; `incremental` trusts what `known` returns. */
  mode: 'full' | 'incremental'
  /** Where an interrupted pass resumes; `null` starts one. */
  cursor: Cursor | null
  /**
   * The records that are already stored under these keys, as last stored, so that a connector can skip calls for
   * details that do not change. A connector yields them again (with what it did re-read, e.g. hours) all the same.
   */
  known(keys: string[]): Promise<Map<string, SourceRecord>>
  /**
   * Overlap window (окно перекрытия) of an incremental pass: the details of completions that are stored with a date within it
   * are read again all the same. Absent: none are.
   */
  overlap?: Overlap
}

/** Instants: `after` < date ≤ `until`. */
export interface Overlap {
  after: Date
  until: Date
}

/**
 * A source system.
 *
 * @template S settings, e.g. `{ url, hoursField }`
 * @template K secrets, e.g. `{ token }`
 * @template C cursor, plain JSON
 */
export interface Connector<S, K, C> {
  /** e.g. `moodle` */
  type: string
  title: string
  /** An object, so that its fields can be told. */
  settings: z.ZodType<S> & Pick<z.ZodObject, 'shape'>
  secrets: z.ZodType<K>
  cursor: z.ZodType<C>
  capabilities: {
    completionTime: TimeQuality
    hours: HoursKind[]
    incremental: 'server' | 'client-diff' | 'none'
    deletes: 'explicit' | 'snapshot' | 'none'
  }
  check(context: ConnectorContext<S, K>): Promise<CheckReport>
  /** Page of a course in the source, where people enrol; absent: its courses have none. */
  courseAddress?(settings: S, courseId: string): string
  pull(context: ConnectorContext<S, K>, options: PullOptions<C>): AsyncIterable<Page<C>>
  /**
   * What a record says beside the one that is stored under its key, where they differ: a telling that is less exact (a
   * report tells minutes) takes nothing back. Absent: as it came.
   */
  beside?(told: SourceRecord, stored: SourceRecord): SourceRecord
}

/** Any connector, for registries that do not care about its types. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds connectors of different settings
export type AnyConnector = Connector<any, any, any>
