import type { Actor } from '#domain/actor'
import type { Run } from '#store/ports/sources'

/** A source system as the administrator sees it: no settings, no secrets. */
export interface ConnectionRow {
  id: string
  name: string
  title: string
  type: string
  /** Open quarantined records by reason. */
  quarantine: Record<string, number>
  lastRun: Run | null
  /** `draft`: being set up; `off`: nobody pulls it; absent: on. */
  state?: 'draft' | 'off'
  /** The run that holds removals until a person decides. */
  heldRunId?: string
}

/** A completion that the source does not show any more and that waits for a person's word. */
export interface HeldRow {
  key: string
  person: string
  title: string
  at: string | null
}

/** A quarantined record with what a person needs to mend it; the record itself stays in the store. */
export interface QuarantineRow {
  connectionId: string
  key: string
  reason: string
  facts: Record<string, string>
  firstSeenAt: string
}

/**
 * What the administrator's pages do beside the use cases on entries. Implemented by the composition root over the
 * connection, run and quarantine stores and the sync. Each checks that the actor is an administrator and
 * sees only what their deployments reach.
 *
 * @throws {ForbiddenError} if the actor is no administrator
 * @throws {NotFoundError} for an id out of the actor's sight
 */
export interface AdminPort {
  listConnections(actor: Actor): Promise<ConnectionRow[]>
  /** Newest first. */
  listRuns(actor: Actor, q: { connectionId?: string; limit: number }): Promise<Run[]>
  readRun(actor: Actor, runId: string): Promise<Run>
  quarantine(
    actor: Actor,
    q: { connectionId?: string; reason?: string; after?: string; limit: number },
  ): Promise<{ rows: QuarantineRow[]; next: string | null }>
  /** Starts a pull in the background; if one is running, answers that one. @returns as soon as the run has a record */
  startRun(actor: Actor, input: { connectionId: string; full: boolean }): Promise<{ runId: string }>
  /** Asks the run to stop after its page; it can be resumed. */
  cancelRun(actor: Actor, runId: string): Promise<void>
  /** Asks the run to stop after its page; nobody goes on with it before `resumeRun`. */
  pauseRun(actor: Actor, runId: string): Promise<void>
  resumeRun(actor: Actor, runId: string): Promise<{ runId: string }>
  /** What a run holds, the first ones. */
  listHeld(actor: Actor, runId: string, limit: number): Promise<HeldRow[]>
  /** The file that a run read. */
  readFile(actor: Actor, runId: string, sha256?: string): Promise<{ name: string; bytes: Uint8Array }>
  /** Files that a run read first. */
  listFiles(actor: Actor, runId: string, limit: number): Promise<{ sha256: string; name: string }[]>
  /** Withdraws what is held. @returns the record of the withdrawal */
  releaseHeld(actor: Actor, runId: string): Promise<Run>
  /** Leaves what is held as it is. */
  dismissHeld(actor: Actor, runId: string): Promise<void>
}
