/** The loop of a run: page, store, checkpoint; and the ways it ends. */
import { ConnectorError, type Page, type SourceRecord } from '#connectors/contract'
import type { Connection, Removals, Run } from '#store/ports/sources'
import type { Progress, RunOptions, SyncDeps } from './contract.ts'
import { LeaseLostError } from './errors.ts'
import { knownCompletions } from './known.ts'
import type { HeldLease } from './lease.ts'
import { type OpenConnection, openConnection } from './open-connection.ts'
import { openRun } from './open-run.ts'
import { type BegunPage, beginPage, type SettledPage } from './page.ts'
import { PAGES_IN_WORK, pageLine } from './page-line.ts'
import { prefetch } from './prefetch.ts'
import { reconcile } from './reconcile.ts'
import { sweepAbsent } from './removals.ts'
import { runContext } from './run-context.ts'
import { advanced, ended, runErrorOf } from './run-record.ts'
import { openSightings, type Sightings, tellsAbsence } from './sightings.ts'

/** What one run carries from page to page. */
interface Pass {
  deps: SyncDeps
  lease: HeldLease
  options: RunOptions
  run: Run
  /** Aborts the connector: the process stops, the lease is lost, or storing failed. */
  stop: AbortController
  calls: number
  begunMs: number
  pageMs: number
  begunAt: number
  sightings?: Sightings
}

export async function pullPages(
  deps: SyncDeps,
  connection: Connection,
  lease: HeldLease,
  options: RunOptions,
): Promise<Run> {
  const { run, isResumed } = await openRun(deps, connection, lease, options.mode ?? 'incremental')
  options.onStart?.(run)
  deps.log('pull-started', { connection: connection.name, run: run.id, mode: run.mode, resumed: isResumed })
  const nowMs = deps.now().getTime()
  const begunAt = run.progress ?? 0
  const stop = new AbortController()
  const pass: Pass = { deps, lease, options, run, stop, calls: 0, begunMs: nowMs, pageMs: nowMs, begunAt }
  try {
    const opened = openConnection(deps, connection)
    const last = await readAll(pass, opened, isResumed)
    const done = await finish(pass, await concluded(pass, opened, last))
    // Only now: a run that dies before its end has to sweep again.
    if (done.removals) await deps.stores.sightings.forget(connection.id)
    return done
  } catch (error) {
    return await fail(pass, error)
  } finally {
    stop.abort()
  }
}

/** After the last page: what is gone, what adds up. The run ends with both or is taken up again. */
async function concluded(pass: Pass, opened: OpenConnection, last: Page<unknown>): Promise<Run> {
  const { deps, lease } = pass
  const { stores } = deps
  const isComplete = last.snapshot?.complete === true && tellsAbsence(opened.connector, pass.run.mode)
  let removals: Removals | undefined
  if (isComplete && pass.sightings) {
    const demandLease = (): void => {
      if (lease.lost.aborted) throw new LeaseLostError('another process took the connection over')
    }
    const sweep = { context: runContext(deps, opened, pass.run.id), now: deps.now, demandLease }
    removals = await sweepAbsent(sweep, pass.sightings.pass)
  }
  const done = { ...ended(pass.run, 'done', deps.now()), ...(removals && { removals }) }
  return { ...done, reconciliation: await reconcile(stores, done, last.snapshot) }
}

/**
 * Reads all pages. While one is completed, the next is settled and the one after it begun; checkpoints come in order.
 *
 * @returns its last page
 * @throws {Stopped} if it ends before
 */
async function readAll(pass: Pass, opened: OpenConnection, isResumed: boolean): Promise<Page<unknown>> {
  const { deps, lease, stop, options } = pass
  const isNoted = tellsAbsence(opened.connector, pass.run.mode)
  pass.sightings = await openSightings(deps.stores.sightings, pass.run, isNoted)
  const known = knownCompletions(deps.stores.completions, opened.connection.id)
  const context = runContext(deps, opened, pass.run.id, known)
  const line = pageLine(() => stop.abort())
  let pagesAgain = isResumed ? PAGES_IN_WORK : 0
  let last: Page<unknown> | undefined
  try {
    for await (const page of prefetch(pagesOf(pass, opened, known.records))) {
      if (lease.lost.aborted) throw new LeaseLostError('another process took the connection over')
      if (stop.signal.aborted) break
      await line.room()
      const now = { ...context, now: deps.now(), isReplayed: pagesAgain-- > 0 }
      const begun = await beginPage(now, page, line.apart)
      line.add(begun.keys, begun.settle, settled => completePage(pass, page, begun, settled))
      if (page.next === null) last = page
      if (last || options.signal?.aborted) break
    }
  } finally {
    // What went wrong with a page comes before what the source said when it was told to stop.
    await line.empty()
  }
  if (!last) throw endOf(pass)
  return last
}

/** The pages came to an end without a last one: somebody stopped them, or the connector breaks its promise. */
function endOf({ options, lease }: Pass): Error {
  if (lease.lost.aborted) return new LeaseLostError('another process took the connection over')
  if (options.signal?.aborted) return new Stopped('interrupted')
  return new ConnectorError({
    code: 'pass_incomplete',
    kind: 'protocol',
    message: 'Источник перестал отвечать, не сообщив, что это всё.',
    remedy: 'Запустите загрузку ещё раз: она продолжится с того же места.',
  })
}

function pagesOf(
  pass: Pass,
  opened: OpenConnection,
  known: (keys: string[]) => Promise<Map<string, SourceRecord>>,
) {
  const { lease, options, stop } = pass
  const signal = AbortSignal.any([stop.signal, lease.lost, ...(options.signal ? [options.signal] : [])])
  const onCall = (): void => {
    pass.calls += 1
  }
  const cursor = readCursor(opened, pass.run.cursor)
  const pages: AsyncIterable<Page<unknown>> = opened.connector.pull(opened.context(signal, onCall), {
    mode: pass.run.mode,
    cursor,
    known,
  })
  return pages
}

/** @throws {Stopped} after a checkpoint at which the run was told to end */
async function completePage(
  pass: Pass,
  page: Page<unknown>,
  begun: BegunPage,
  { books, ...stored }: SettledPage,
): Promise<void> {
  if (books.length > 0) await pass.deps.recompute(books)
  await pass.sightings?.note([...begun.keys])
  pass.run = advanced(pass.run, page, stored, taken(pass))
  report(pass)
  if (page.next === null) return
  await checkpoint(pass)
  if (pass.options.signal?.aborted) throw new Stopped('interrupted')
}

/** Inside this file only: the run ends early and keeps its checkpoint. */
class Stopped extends Error {
  readonly how: 'interrupted' | 'cancelled' | 'paused'
  constructor(how: 'interrupted' | 'cancelled' | 'paused') {
    super(how)
    this.how = how
  }
}

/** A cursor of another version of the connector starts the pass anew: what is stored is known by its keys. */
function readCursor(opened: OpenConnection, cursor: unknown): unknown {
  if (cursor === null) return null
  const result = opened.connector.cursor.safeParse(cursor)
  return result.success ? result.data : null
}

/** Calls and time since the last page. */
function taken(pass: Pass): { calls: number; durationMs: number } {
  const nowMs = pass.deps.now().getTime()
  const facts = { calls: pass.calls, durationMs: Math.max(0, nowMs - pass.pageMs) }
  pass.calls = 0
  pass.pageMs = nowMs
  return facts
}

async function checkpoint(pass: Pass): Promise<void> {
  const { held, cancelRequested, pauseRequested } = await pass.deps.stores.runs.checkpoint(pass.run)
  if (!held) throw new LeaseLostError('another process took the run over')
  if (cancelRequested) throw new Stopped('cancelled')
  if (pauseRequested) throw new Stopped('paused')
}

function report({ run, deps, options, begunMs, begunAt }: Pass): void {
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

async function finish(pass: Pass, run: Run): Promise<Run> {
  if (!(await pass.deps.stores.runs.finish(run)))
    throw new LeaseLostError('another process took the run over')
  const { id, status, counts, durationMs } = run
  pass.deps.log('pull-ended', { run: id, status, ...counts, durationMs, code: run.error?.code })
  return run
}

async function fail(pass: Pass, error: unknown): Promise<Run> {
  if (error instanceof LeaseLostError || pass.lease.lost.aborted) {
    throw error instanceof LeaseLostError
      ? error
      : new LeaseLostError('another process took the connection over')
  }
  const { calls, durationMs } = taken(pass)
  const { counts, ...run } = pass.run
  const last: Run = {
    ...run,
    counts: { ...counts, calls: counts.calls + calls },
    durationMs: (run.durationMs ?? 0) + durationMs,
  }
  const at = pass.deps.now()
  if (error instanceof Stopped && error.how === 'cancelled') return finish(pass, ended(last, 'cancelled', at))
  if (error instanceof Stopped && error.how === 'paused') return finish(pass, { ...last, status: 'paused' })
  if (isInterruption(pass, error)) return leaveOpen(pass, last)
  return finish(pass, ended(last, 'failed', at, runErrorOf(error)))
}

function isInterruption({ options }: Pass, error: unknown): boolean {
  if (error instanceof Stopped) return true
  return options.signal?.aborted === true && error instanceof ConnectorError && error.kind === 'cancelled'
}

/** The process stops, the run does not end: whoever starts next takes it up at its checkpoint. */
async function leaveOpen(pass: Pass, run: Run): Promise<Run> {
  const { held } = await pass.deps.stores.runs.checkpoint(run)
  if (!held) throw new LeaseLostError('another process took the run over')
  pass.deps.log('pull-interrupted', { run: run.id, ...run.counts })
  return run
}
