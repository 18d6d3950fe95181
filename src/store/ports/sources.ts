/** A source system that is pulled: type, settings, and secrets encrypted at rest. */
export interface Connection {
  id: string
  /** Short unique name for commands, e.g. `moodle-tspu`. */
  name: string
  /** Words for people, e.g. «Moodle ТГПУ». */
  title: string
  type: string
  settings: Record<string, unknown>
  /** Encrypted (AES-256-GCM) JSON of the secrets; opened only by the composition root's `secretBox`. */
  sealedSecrets: string
  /** LTI issuer whose `sub` equals this source's user id (Moodle): identities join without e-mail. */
  platformIssuer?: string
  /** Deployments whose administrators see it. */
  deployments: string[]
  /** `draft`: being set up; `off`: nobody pulls it; absent: on. */
  state?: 'draft' | 'off'
  /** How far the setting up has come. */
  setup?: ConnectionSetup
  createdAt: string
}

export interface ConnectionSetup {
  /** ISO instant of the last check, and whether it found nothing that stands in the way. */
  checkedAt?: string
  isFine?: boolean
  /** ISO instant of the last preview. */
  previewedAt?: string
  /** A file that a person handed in and that was not imported yet. */
  upload?: { sha256: string; name: string; at: string }
}

/** What stands in the settings for a file that a person handed in. */
export const uploadPath = (sha256: string): string => `upload:${sha256}`

/** The right to run a connection: whoever holds the highest fence may write checkpoints. */
export interface Lease {
  connectionId: string
  fence: number
  owner: string
}

export type ConnectionChanges = Partial<
  Pick<Connection, 'title' | 'settings' | 'sealedSecrets' | 'platformIssuer' | 'setup'>
> & { state?: 'draft' | 'off' | null }

export interface ConnectionStore {
  /** @throws {ConflictError} if the name is taken */
  create(connection: Connection): Promise<void>
  byId(id: string): Promise<Connection | null>
  byName(name: string): Promise<Connection | null>
  all(): Promise<Connection[]>
  remove(id: string): Promise<void>
  /** Replaces what people set, and leaves the lease alone. `state: null` switches it on. */
  update(id: string, changes: ConnectionChanges): Promise<void>
  /** One atomic update; `null` while somebody else's lease lives. The fence only grows. */
  acquireLease(id: string, owner: string, now: Date, ttlMs: number): Promise<Lease | null>
  /** `false` if the lease was lost to a higher fence. */
  renewLease(lease: Lease, now: Date, ttlMs: number): Promise<boolean>
  releaseLease(lease: Lease): Promise<void>
}

/** What a source said, verbatim and immutable; a changed record is a new revision. */
export interface Completion<R = unknown> {
  connectionId: string
  key: string
  revision: number
  /** SHA-256 of the record's canonical JSON. */
  hash: string
  record: R
  firstRunId: string
  /** SHA-256 of the file or the answers that it was read from, as the source sent them. */
  readFrom?: string
  at: string
}

/** As it is stored: `record` is parsed out of `text` when it is first asked for. */
export interface StoredCompletion<R = unknown> extends Completion<R> {
  /** JSON of the record, verbatim. */
  readonly text: string
}

export interface CompletionStore {
  /** Newest revision per key. */
  latest<R>(connectionId: string, keys: string[]): Promise<Map<string, StoredCompletion<R>>>
  /** All revisions of a key, oldest first. */
  revisions<R>(connectionId: string, key: string): Promise<Completion<R>[]>
  /** Whether nothing was ever stored of a connection. */
  isEmpty(connectionId: string): Promise<boolean>
  /** Inserts; a (connection, key, revision) that exists is left alone. Returns how many were new. */
  insertNew(completions: Completion[]): Promise<number>
  /** How many revisions. */
  count(connectionId: string): Promise<number>
  /** How many keys. */
  countKeys(connectionId: string): Promise<number>
  /** All keys of a connection, each once, in order, a thousand at a time. */
  keys(connectionId: string): AsyncIterable<string[]>
}

/**
 * What passes saw, and what was not seen any more. Kept apart from completions, which are never written only because they
 * were met again: six bytes a record and pass.
 */
export interface SightingStore {
  /** A page of a pass showed these keys. */
  note(pass: Pass, keys: readonly string[]): Promise<void>
  /** Whether a key was shown on any page of the pass; a few keys in 10^8 are taken for seen wrongly. Eight bytes a key. */
  seen(pass: Pass): Promise<(key: string) => boolean>
  /** Nobody asks any more: of all passes of a connection, or all but one. */
  forget(connectionId: string, exceptPass?: string): Promise<void>
  /** Puts keys on the list of those that a run did not see. */
  hold(connectionId: string, runId: string, keys: readonly string[]): Promise<void>
  /** Keys that are held, in order: of one run, after a key. */
  held(q: { connectionId: string; runId: string; after?: string; limit: number }): Promise<string[]>
  isAnyHeld(connectionId: string): Promise<boolean>
  /** Takes keys off the list, or all of a connection. */
  drop(connectionId: string, keys?: readonly string[]): Promise<void>
}

/** A way through a source, from its beginning to its end, by however many runs. */
export interface Pass {
  connectionId: string
  /** Id of the run that began it. */
  pass: string
}

/** A record that could not become an entry, with its reason; fixed and replayed, never dropped. */
export interface Quarantined<R = unknown> {
  connectionId: string
  key: string
  hash: string
  /** e.g. `hours-missing`, `unknown-course`, `unknown-learner`. */
  reason: string
  /** Facts for the reason's text. */
  facts: Record<string, string>
  record: R
  /** As of a completion. */
  readFrom?: string
  firstSeenAt: string
  lastRunId: string
  /** Set when a replay turned it into an entry. */
  resolvedAt?: string
}

/** The place of a quarantined record in the list: `after` of the next page. */
export const quarantineCursor = (item: { connectionId: string; key: string }): string =>
  `${item.connectionId}|${item.key}`

export interface QuarantineStore {
  /** Upserts by (connection, key); unchanged ones cost no write. */
  put(items: Quarantined[]): Promise<void>
  byKeys<R>(connectionId: string, keys: string[]): Promise<Map<string, Quarantined<R>>>
  /** Open ones by connection and key. */
  list<R>(q: {
    connectionId?: string
    reason?: string
    after?: string
    limit: number
  }): Promise<Quarantined<R>[]>
  countByReason(connectionId?: string): Promise<Record<string, number>>
  resolve(connectionId: string, keys: string[], at: string): Promise<void>
}

export interface RunCounts {
  pulled: number
  imported: number
  unchanged: number
  quarantined: number
  /** Those of `imported` that replaced an earlier revision. */
  changed: number
  /** New entries. */
  entries: number
  calls: number
}

/** The record of one pull (загрузка): what it did, where it stands, what a person can do. */
export interface Run {
  id: string
  connectionId: string
  mode: 'full' | 'incremental'
  /** `paused`: nobody goes on with it until a person says so. */
  status: 'running' | 'paused' | 'done' | 'failed' | 'cancelled'
  fence: number
  startedAt: string
  finishedAt?: string
  durationMs?: number
  counts: RunCounts
  /** Where the pass resumes; `null` before the first page and after the last. */
  cursor: unknown
  progress?: number
  quarantineReasons: Record<string, number>
  warnings: { code: string; message: string }[]
  error?: { code: string; message: string; remedy?: string; retryable: boolean }
  cancelRequested?: boolean
  pauseRequested?: boolean
  /** The run that began this pass, if it was another one. */
  pass?: string
  removals?: Removals
  /** The file that was read, of sources that are one file. */
  raw?: { sha256: string; bytes: number; format: string; encoding?: string }
  reconciliation?: Reconciliation
}

/** Completions that a complete pass did not see any more (исчезнувшие отметки). */
export interface Removals {
  gone: number
  /** Of so many that stood before. */
  of: number
  ceilingPercent: number
  /** `held`: more than the ceiling, a person decides; `superseded`: a newer pass looked again before anybody did. */
  status: 'done' | 'held' | 'released' | 'dismissed' | 'superseded'
  decidedAt?: string
}

/** Сверка: what the source showed against what is stored, when a pass ended. */
export interface Reconciliation {
  source: {
    records: number
    /** As the source itself says, if it does. */
    rows?: number
  }
  /** Keys of completions that this connection ever brought; counted by full passes, which read everything anyway. */
  completions?: number
  /** Revisions of them. */
  revisions: number
  /** Entries of this connection, by status. */
  entries: Record<string, number>
  /** What waits, by reason. */
  quarantine: Record<string, number>
  /** What does not add up, in codes: `n` of what; none in a pass without trouble. */
  differences: { code: string; n: number }[]
}

export interface RunStore {
  create(run: Run): Promise<void>
  byId(id: string): Promise<Run | null>
  /** The newest run of a connection that did not finish, running or paused: it is resumed. */
  unfinished(connectionId: string): Promise<Run | null>
  latest(connectionId: string, limit: number): Promise<Run[]>
  /** When the jobs pull these connections next; one that is switched off is not among them. */
  nextPulls(connectionIds: readonly string[]): Promise<Map<string, Date>>
  /** Takes a run over with a higher fence, running or paused: it runs. `false` if a higher one holds it. */
  takeOver(id: string, fence: number): Promise<boolean>
  /** Saves cursor, counts and progress in one update guarded by the fence; `false` if a higher fence took over.
   *  @returns also whether cancelling or pausing was asked for */
  checkpoint(run: Run): Promise<{ held: boolean; cancelRequested: boolean; pauseRequested: boolean }>
  finish(run: Run): Promise<boolean>
  requestCancel(id: string): Promise<boolean>
  requestPause(id: string): Promise<boolean>
  /** Decides what is held; `false` if it is not held (any more). */
  decideHeld(id: string, status: 'released' | 'dismissed', at: string): Promise<boolean>
  /** A newer pass looked again: older lists do not hold any more. */
  supersedeHeld(connectionId: string, exceptRunId: string): Promise<void>
}
