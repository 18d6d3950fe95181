/** What one run carries from page to page, and what it does between them. */
import type { Run } from '#store/ports/runs'
import type { Progress, RunOptions, SyncDeps } from '../contract.ts'
import { LeaseLostError } from '../errors.ts'
import type { HeldLease } from './lease.ts'
import type { Sightings } from './sightings.ts'

export interface Pass {
  deps: SyncDeps
  lease: HeldLease
  options: RunOptions
  run: Run
  /** Aborts the connector: the process stops, the lease is lost, or storing failed. */
  stop: AbortController
  calls: number
  begunMs: number
  pageMs: number
  checkpointMs: number
  begunAt: number
  sightings?: Sightings
}

/** Inside a run only: it ends early and keeps its checkpoint. */
export class Stopped extends Error {
  readonly how: 'interrupted' | 'cancelled' | 'paused'
  constructor(how: 'interrupted' | 'cancelled' | 'paused') {
    super(how)
    this.how = how
  }
}

type Opened = Pick<Pass, 'deps' | 'lease' | 'options' | 'run'>

export function newPass(opened: Opened): Pass {
  const nowMs = opened.deps.now().getTime()
  return {
    ...opened,
    stop: new AbortController(),
    calls: 0,
    begunMs: nowMs,
    pageMs: nowMs,
    checkpointMs: nowMs,
    begunAt: opened.run.progress ?? 0,
  }
}

/** Calls and time since the last page. */
export function taken(pass: Pass): { calls: number; durationMs: number } {
  const nowMs = pass.deps.now().getTime()
  const facts = { calls: pass.calls, durationMs: Math.max(0, nowMs - pass.pageMs) }
  pass.calls = 0
  pass.pageMs = nowMs
  return facts
}

/** @throws {Stopped} when somebody asked for it meanwhile @throws {LeaseLostError} */
export async function checkpoint(pass: Pass): Promise<void> {
  pass.checkpointMs = pass.pageMs
  const { held, cancelRequested, pauseRequested } = await pass.deps.stores.runs.checkpoint(pass.run)
  if (!held) throw new LeaseLostError('another process took the run over')
  if (cancelRequested) throw new Stopped('cancelled')
  if (pauseRequested) throw new Stopped('paused')
}

/** Tells whoever looks on. */
export function report({ run, deps, options, begunMs, begunAt }: Pass): void {
  if (!options.onProgress) return
  const progress: Progress = { counts: run.counts }
  if (run.progress !== undefined) {
    progress.progress = run.progress
    const done = run.progress - begunAt
    const seconds = (deps.now().getTime() - begunMs) / 1000
    if (done > 0) progress.etaSeconds = Math.round((seconds / done) * (1 - run.progress))
  }
  options.onProgress(progress)
}
