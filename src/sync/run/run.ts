/** The loop of a run: page, store, checkpoint. */

import type { Page, PullOptions } from '#connectors/contract'
import { ConnectorError } from '#connectors/errors'
import type { Connection } from '#store/ports/connections'
import type { Removals, Run } from '#store/ports/runs'
import type { RunOptions, SyncDeps } from '../contract.ts'
import { LeaseLostError } from '../errors.ts'
import { type OpenConnection, openConnection } from '../open-connection.ts'
import { incomingOf } from '../page/incoming.ts'
import { knownCompletions } from '../page/known.ts'
import { knownOrWaiting } from '../page/known-or-waiting.ts'
import { pageSteps, type Stored } from '../page/page.ts'
import type { HeldLease } from './lease.ts'
import { openRun } from './open-run.ts'
import { overlapOf } from './overlap.ts'
import { PAGES_IN_WORK, type PageLine, pageLine } from './page-line.ts'
import { checkpoint, newPass, type Pass, report, Stopped, taken } from './pass.ts'
import { prefetch } from './prefetch.ts'
import { reconcile } from './reconcile.ts'
import { sweepAbsent } from './removals.ts'
import { type RunContext, runContext } from './run-context.ts'
import { fail, finish } from './run-end.ts'
import { advanced, ended } from './run-record.ts'
import { openSightings, tellsAbsence } from './sightings.ts'

export async function pullPages(
  deps: SyncDeps,
  connection: Connection,
  lease: HeldLease,
  options: RunOptions,
): Promise<Run> {
  const { run, isResumed } = await openRun(deps, connection, lease, options.mode ?? 'incremental')
  options.onStart?.(run)
  deps.log('pull-started', { connection: connection.name, run: run.id, mode: run.mode, resumed: isResumed })
  const pass = newPass({ deps, lease, options, run })
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
    pass.stop.abort()
  }
}

/** After the last page: what is gone, what adds up. The run ends with both or is taken up again. */
async function concluded(pass: Pass, opened: OpenConnection, last: Page<unknown>): Promise<Run> {
  const { deps } = pass
  const isComplete = last.snapshot?.complete === true && tellsAbsence(opened.connector, pass.run.mode)
  let removals: Removals | undefined
  if (isComplete && pass.sightings) {
    const context = runContext(deps, opened, pass.run.id)
    const sweep = { context, now: deps.now, demandLease: () => demandLease(pass) }
    removals = await sweepAbsent(sweep, pass.sightings.pass)
  }
  const done = { ...ended(pass.run, 'done', deps.now()), ...(removals && { removals }) }
  return { ...done, reconciliation: await reconcile(deps.stores, done, last.snapshot) }
}

/**
 * Reads all pages; several are in work at a time, and their checkpoints come in order.
 *
 * @returns its last page
 * @throws {Stopped} if it ends before
 */
async function readAll(pass: Pass, opened: OpenConnection, isResumed: boolean): Promise<Page<unknown>> {
  const { deps, stop, options } = pass
  const isNoted = tellsAbsence(opened.connector, pass.run.mode)
  pass.sightings = await openSightings(deps.stores.sightings, pass.run, isNoted)
  const known = knownCompletions(deps.stores.completions, opened.connection.id)
  const context = runContext(deps, opened, pass.run.id, known)
  const overlap = await overlapOf(deps.stores.runs, pass.run, opened.settings.overlapDays)
  const from = { known: knownOrWaiting(known, context.held), ...(overlap && { overlap }) }
  const line = pageLine(() => stop.abort())
  let pagesAgain = isResumed ? PAGES_IN_WORK : 0
  try {
    for await (const page of prefetch(pagesOf(pass, opened, from))) {
      demandLease(pass)
      if (stop.signal.aborted) break
      await putInWork(pass, line, { ...context, isReplayed: pagesAgain-- > 0 }, page)
      if (page.next === null) return page
      if (options.signal?.aborted) break
    }
  } finally {
    // What went wrong with a page comes before what the source said when it was told to stop.
    await line.empty()
  }
  throw endOf(pass)
}

/** Waits until there is room for the page and none in work shares a key with it. */
async function putInWork(
  pass: Pass,
  line: PageLine,
  context: RunContext & { isReplayed: boolean },
  page: Page<unknown>,
): Promise<void> {
  const items = incomingOf(page)
  const keys = new Set(items.map(item => item.key))
  await line.room()
  await line.apart(keys)
  const ends = {
    evidence: (isNews: boolean) => keepEvidence(pass, page, isNews),
    checkpoint: (stored: Stored) => pageDone(pass, page, keys, stored),
  }
  line.add(keys, pageSteps({ ...context, now: pass.deps.now() }, items, ends))
}

const TAKEN_OVER = 'another process took the connection over'

/** @throws {LeaseLostError} */
function demandLease({ lease }: Pick<Pass, 'lease'>): void {
  if (lease.lost.aborted) throw new LeaseLostError(TAKEN_OVER)
}

/** The pages came to an end without a last one: somebody stopped them, or the connector breaks its promise. */
function endOf({ options, lease }: Pass): Error {
  if (lease.lost.aborted) return new LeaseLostError(TAKEN_OVER)
  if (options.signal?.aborted) return new Stopped('interrupted')
  return new ConnectorError({
    code: 'pass_incomplete',
    kind: 'protocol',
    message: 'Источник перестал отвечать, не сообщив, что это всё.',
    remedy: 'Запустите загрузку ещё раз: она продолжится с того же места.',
  })
}

function pagesOf(pass: Pass, opened: OpenConnection, from: Pick<PullOptions<unknown>, 'known' | 'overlap'>) {
  const { lease, options, stop } = pass
  const signal = AbortSignal.any([stop.signal, lease.lost, ...(options.signal ? [options.signal] : [])])
  const onCall = (): void => {
    pass.calls += 1
  }
  const cursor = readCursor(opened, pass.run.cursor)
  const pages: AsyncIterable<Page<unknown>> = opened.connector.pull(opened.context(signal, onCall), {
    ...from,
    mode: pass.run.mode,
    cursor,
  })
  return pages
}

/** Answers of which nothing new was learnt prove nothing that is stored. */
async function keepEvidence({ deps, run }: Pass, page: Page<unknown>, isNews: boolean): Promise<void> {
  const { file, raw, answers } = page
  const of = { run: { id: run.id, connectionId: run.connectionId } }
  if (file && raw) await deps.keepFile?.({ ...file, sha256: raw.sha256 }, of)
  if (!answers || !isNews) return
  const until = new Date(deps.now().getTime() + answers.keepDays * DAY_MS)
  const { people, ...read } = answers.read()
  await deps.keepFile?.(read, { ...of, people, until })
}

const DAY_MS = 86_400_000

/** @throws {Stopped} after a checkpoint at which the run was told to end */
async function pageDone(
  pass: Pass,
  page: Page<unknown>,
  keys: ReadonlySet<string>,
  stored: Stored,
): Promise<void> {
  await pass.sightings?.note([...keys])
  pass.run = advanced(pass.run, page, stored, taken(pass))
  report(pass)
  if (page.next === null) return
  if (isNews(stored) || pass.pageMs - pass.checkpointMs >= QUIET_MS) await checkpoint(pass)
  if (pass.options.signal?.aborted) throw new Stopped('interrupted')
}

/** A page without news costs nothing to read again: its checkpoint may wait, for so long. */
const QUIET_MS = 1_000

const isNews = ({ counts }: Stored): boolean => counts.unchanged < counts.pulled

/** A cursor of another version of the connector starts the pass anew: what is stored is known by its keys. */
function readCursor(opened: OpenConnection, cursor: unknown): unknown {
  if (cursor === null) return null
  const result = opened.connector.cursor.safeParse(cursor)
  return result.success ? result.data : null
}
