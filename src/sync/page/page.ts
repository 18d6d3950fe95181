/**
 * One page into the store. The order — completions, entries, quarantine, progress, and then the caller's checkpoint — lets
 * a crash between any two steps be mended by the same page once more: a completion whose run did not end well is followed
 * up again, and everything else is known by its id.
 */
import { groupBy } from '#domain/group-by'
import type { NewCompletion } from '#store/ports/completions'
import type { RunCounts } from '#store/ports/runs'
import { LeaseLostError } from '../errors.ts'
import { addCounts, addReasons, noCounts } from './counts.ts'
import { type Incoming, withoutRepeats } from './incoming.ts'
import { type Import, type Judged, judge } from './judge.ts'
import type { PageContext } from './page-context.ts'
import { type Settled as SettledEntries, settleEntries } from './settle-entries.ts'
import { withoutPerson } from './steps/check-erased.ts'

export interface Stored {
  counts: RunCounts
  reasons: Record<string, number>
}

interface Settled extends Stored {
  /** Books whose progress is to be worked out again. */
  books: SettledEntries['books']
}

/** What else is done with a page, in the order of its steps. */
export interface PageEnds {
  /** Before anything refers to it: what the page was read from. @param isNews whether it brings something new */
  evidence(isNews: boolean): Promise<void>
  /** The last step: what the run keeps of the page. */
  checkpoint(stored: Stored): Promise<void>
}

/** The steps of a page, one after another; those of pages that share no key may overlap. */
export function pageSteps(
  context: PageContext,
  items: readonly Incoming[],
  { evidence, checkpoint }: PageEnds,
): (() => Promise<void>)[] {
  const isPlain = withoutRepeats(items).length <= 1
  let judged: Judged | undefined
  let settled: Settled
  return [
    async () => {
      if (isPlain) judged = await judge(context, items)
    },
    () => evidence(!judged || isNews(judged)),
    async () => {
      if (judged) await storeCompletions(context, judged.imports)
    },
    async () => {
      settled = await (judged ? settle(context, items, judged) : storeRepeats(context, items))
    },
    async () => {
      if (settled.books.length > 0) await context.recompute(settled.books)
    },
    () => checkpoint(settled),
  ]
}

const isNews = ({ imports, refused }: Judged): boolean =>
  imports.some(each => !each.isStored) || refused.some(each => !each.isHeld)

const storeRepeats = async (context: PageContext, items: readonly Incoming[]): Promise<Settled> => ({
  ...(await storeItems(context, items)),
  books: [],
})

/** Items in any number and with repeats, one after the other. */
export async function storeItems(context: PageContext, items: readonly Incoming[]): Promise<Stored> {
  let sum: Stored = { counts: noCounts(), reasons: {} }
  for (const part of withoutRepeats(items)) {
    const judged = await judge(context, part)
    await storeCompletions(context, judged.imports)
    const { counts, reasons, books } = await settle(context, part, judged)
    if (books.length > 0) await context.recompute(books)
    sum = { counts: addCounts(sum.counts, counts), reasons: addReasons(sum.reasons, reasons) }
  }
  return sum
}

async function settle(context: PageContext, items: readonly Incoming[], judged: Judged): Promise<Settled> {
  const settled = await settleEntries(context, judged)
  await storeQuarantine(context, judged)
  context.known.forget(items.map(item => item.key))
  return { ...summed(judged, settled, items.length), books: settled.books }
}

/** @throws {LeaseLostError} if somebody else stored another revision meanwhile: only another run can */
async function storeCompletions(context: PageContext, imports: readonly Import[]): Promise<void> {
  const fresh = imports.filter(each => !each.isStored)
  if (fresh.length === 0) return
  context.known.stored(fresh.map(each => each.item.key))
  const inserted = await context.stores.completions.insertNew(fresh.map(each => completionOf(context, each)))
  if (inserted === fresh.length) return
  const stored = await context.stores.completions.heads(
    context.connection.id,
    fresh.map(each => each.item.key),
  )
  if (fresh.some(each => stored.get(each.item.key)?.hash !== each.item.hash)) {
    throw new LeaseLostError('another run stored the same completions')
  }
}

function completionOf(context: PageContext, { item, record, revision }: Import): NewCompletion {
  return {
    connectionId: context.connection.id,
    key: item.key,
    revision,
    hash: item.hash,
    record,
    text: item.text,
    firstRunId: context.runId,
    ...(item.readFrom !== undefined && { readFrom: item.readFrom }),
    at: context.now.toISOString(),
  }
}

async function storeQuarantine(context: PageContext, { refused, resolved }: Judged): Promise<void> {
  const { connection, runId, stores } = context
  const at = context.now.toISOString()
  const news = refused.filter(each => !each.isHeld)
  if (news.length > 0) {
    context.held.note()
    await stores.quarantine.put(
      news.map(({ item, refusal, firstSeenAt }) => ({
        connectionId: connection.id,
        key: item.key,
        hash: item.hash,
        reason: refusal.refused,
        facts: refusal.facts,
        record: refusal.refused === 'erased-learner' ? withoutPerson(item.raw) : item.raw,
        ...(item.readFrom !== undefined && { readFrom: item.readFrom }),
        firstSeenAt: firstSeenAt ?? at,
        lastRunId: runId,
      })),
    )
  }
  if (resolved.length > 0) await stores.quarantine.resolve(connection.id, resolved, at)
}

/** What an interrupted run stored of its last page without counting it is counted when the page comes again. */
function summed(judged: Judged, settled: { inserted: number; uncounted: number }, pulled: number): Stored {
  const imported = judged.imports.filter(each => !each.isStored || each.isUncounted)
  const reasons = groupBy(judged.refused, each => each.refusal.refused)
  return {
    counts: {
      ...noCounts(),
      pulled,
      imported: imported.length,
      unchanged: judged.unchanged + judged.imports.length - imported.length,
      quarantined: judged.refused.length,
      changed: imported.filter(each => each.revision > 1).length,
      entries: settled.inserted + settled.uncounted,
    },
    reasons: Object.fromEntries([...reasons].map(([reason, group]) => [reason, group.length])),
  }
}
