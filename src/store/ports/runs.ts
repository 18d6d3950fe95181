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
  /**
   * `held`: more than the ceiling, a person decides; `releasing`: a person did, and the withdrawal is under way or was
   * broken off; `superseded`: a newer pass looked again before anybody did.
   */
  status: 'done' | 'held' | 'releasing' | 'released' | 'dismissed' | 'superseded'
  decidedAt?: string
  decidedBy?: string
  /** Name of whoever decided. */
  decidedByName?: string
}

/** What a person decided on removals that were held. */
export type HeldDecision = { status: 'releasing' | 'released' | 'dismissed' } & Required<
  Pick<Removals, 'decidedAt' | 'decidedBy' | 'decidedByName'>
>

/** What each decision may follow: of a withdrawal that was begun only its end, or the same once more. */
export const DECIDED_AFTER: Readonly<Record<HeldDecision['status'], readonly Removals['status'][]>> = {
  releasing: ['held', 'releasing'],
  released: ['releasing'],
  dismissed: ['held'],
}

/** The run has a list that somebody has yet to see through to its end. */
export const isHeld = ({ removals }: Pick<Run, 'removals'>): boolean =>
  removals?.status === 'held' || removals?.status === 'releasing'

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
  /** The newest run that came to the source's end, of those in this mode if one is named; replays are none. */
  lastPass(connectionId: string, mode?: Run['mode']): Promise<Run | null>
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
  /** Decides what is held; `false` if it is not held (any more), or being withdrawn (`DECIDED_AFTER`). */
  decideHeld(id: string, decision: HeldDecision): Promise<boolean>
  /** A newer pass looked again: older lists do not hold any more. */
  supersedeHeld(connectionId: string, exceptRunId: string): Promise<void>
}
