/** The use cases of the pull (загрузка), as commands, pages and jobs call them. `createSync(deps)` makes them. */
import type { CheckFinding, CheckReport, RawSource } from '#connectors/contract'
import type { Actor } from '#domain/access/actor'
import type { RawFileStore } from '#store/ports/raw-files'
import type { Run, RunCounts } from '#store/ports/runs'
import type { OpenConnectionDeps } from './open-connection.ts'
import type { RegulationLookup } from './page/classify.ts'
import type { Recompute, SyncStores } from './page/page-context.ts'
import type { RunMode } from './run/run-record.ts'

export interface SyncDeps extends OpenConnectionDeps {
  stores: SyncStores
  recompute: Recompute
  /** The regulation in force on a day, for its module size; without it no size is refused. */
  regulations?: RegulationLookup
  newId(): string
  /** Keeps what was read, as evidence. */
  keepFile?: RawFileStore['put']
  /** Who holds the lease: one name a process, e.g. host and pid. */
  owner: string
  /** How long a lease outlives a process that died, ms. Default 60,000. */
  leaseTtlMs?: number
}

export interface Progress {
  counts: RunCounts
  /** 0…1, if the source lets it be told. */
  progress?: number
  etaSeconds?: number
}

export interface RunOptions {
  /** `full` reads every detail again. Default `incremental`. */
  mode?: RunMode
  /** Stops the run after the page that is being stored; the run stays resumable. */
  signal?: AbortSignal
  onProgress?(progress: Progress): void
  /** As soon as the run has its record. */
  onStart?(run: Run): void
}

export interface CheckOptions {
  signal?: AbortSignal
  /** Told of each finding as it is made. */
  onFinding?(finding: CheckFinding): void
}

export interface PreviewOptions {
  /** Records looked at. Default 200. */
  limit?: number
  /** A file that is read instead of what the settings name. */
  file?: string
  signal?: AbortSignal
  /** Told after each page, with how many were looked at so far. */
  onSeen?: (seen: number) => void
}

/** One record, and what a pull would make of it. */
export interface PreviewLine {
  key: string
  person: string
  title: string
  /** Calendar date in the connection's zone. */
  date: string | null
  /** Academic hours of the entry, in hundredths; absent if it would wait. */
  hours?: number
  /** Why it would wait; absent: it would become an entry. */
  reason?: string
  facts?: Record<string, string>
}

export interface PreviewReport {
  /** Records and faults that were looked at. */
  seen: number
  /** Nothing was left out: the source has no more. */
  isWhole: boolean
  entries: number
  /** Stored already, and the same. */
  unchanged: number
  /** How many would wait, by reason. */
  reasons: Record<string, number>
  /** Ten at most, those that would become entries and those that would not. */
  sample: PreviewLine[]
  warnings: { code: string; message: string }[]
  /** Of sources that are tables, also of one that cannot be understood yet. */
  columns?: CheckReport['columns']
  raw?: RawSource
  /** The source could not be read, or not to its end. */
  error?: { code: string; message: string; remedy?: string }
}

/** Who decides on removals; kept with the decision. */
export type Decider = Pick<Actor, 'personId' | 'name'>

export interface Sync {
  /**
   * One pull, or the rest of one that was interrupted.
   *
   * @returns the run's record; a run that failed has its `error` in words
   * @throws {NotFoundError} if there is no such connection
   * @throws {SyncRunningError} if a pull of it is under way
   * @throws {LeaseLostError} if another process took over meanwhile
   */
  run(connectionId: string, options?: RunOptions): Promise<Run>
  /** Starts one in the background. @returns as soon as it has a record; that of the one under way if there is one */
  start(connectionId: string, options?: RunOptions): Promise<{ runId: string; done: Promise<Run | null> }>
  /** Never throws for a wrong setting: each fault is a finding with its remedy. */
  check(connectionId: string, options?: CheckOptions): Promise<CheckReport>
  /** What a pull would make of the first records; reads the source and writes nothing. Never throws for what the source says. */
  preview(connectionId: string, options?: PreviewOptions): Promise<PreviewReport>
  /** Classifies quarantined records again, all or those of these keys. @throws as `run` */
  replay(connectionId: string, keys?: string[]): Promise<Run>
  /** Takes completions back that were taken for the wrong person; their records wait in quarantine again. @throws as `run` */
  unlinkRecords(connectionId: string, keys: string[]): Promise<Run>
  /** Asks a run to stop after its page; a new one goes on from there. `false`: it neither runs nor is paused. */
  cancel(runId: string): Promise<boolean>
  /** Asks a run to stop after its page, and nobody goes on with it before `resume`. `false`: it is not running. */
  pause(runId: string): Promise<boolean>
  /**
   * Goes on with a paused or interrupted run. @throws as `run`
   * @throws {RunNotOpenError} if it has ended
   */
  resume(runId: string, options?: RunOptions): Promise<Run>
  /**
   * Withdraws what a complete pass did not see and held for a person (more than `removalCeilingPercent`).
   *
   * @returns the record of the withdrawal, a run of its own; its `removals.gone` says how many. @throws as `run`
   * @throws {NothingHeldError} if the run holds nothing, or a newer pass looked again
   */
  releaseHeld(runId: string, who: Decider): Promise<Run>
  /** They stay as they are; the next complete pass asks again if they are still missing. @throws {NothingHeldError} */
  dismissHeld(runId: string, who: Decider): Promise<void>
}
