/** Carries out what `planEntries` asks; what somebody changed in between is planned again. */

import type { BookKey } from '#domain/books/book-key'
import type { Entry } from '#domain/entries/entry'
import { groupBy } from '#domain/group-by'
import type { EntryStore } from '#store/ports/entries'
import type { ReadBook } from '#store/ports/read-book'
import { LeaseLostError } from '../errors.ts'
import type { Import } from './judge.ts'
import type { PageContext } from './page-context.ts'
import { type EntryPlan, planEntries } from './plan-entries.ts'
import { booksBefore, type JudgedBooks, touchedBooks } from './touched-books.ts'

export interface Settled {
  inserted: number
  /** Entries that an interrupted page inserted and did not count. */
  uncounted: number
  /** Books whose progress has to be worked out again. */
  books: ReadBook[]
}

/** A curator may be faster than us a few times, but not for ever. */
const ATTEMPTS = 5

export async function settleEntries(context: PageContext, page: JudgedBooks): Promise<Settled> {
  const settled: Settled = { inserted: 0, uncounted: 0, books: [] }
  const before = await booksBefore(context, page.imports)
  const touched: BookKey[] = []
  let open = page.imports
  for (let attempt = 0; open.length > 0; attempt++) {
    if (attempt === ATTEMPTS) throw new LeaseLostError('the entries of a page keep changing under the pull')
    const existing = await existingEntries(context, open)
    const conflicts: Import[] = []
    const plans = open.map(each => ({ each, plan: planOf(context, each, existing.get(each.item.key) ?? []) }))
    await carryOut(context.stores.entries, plans, conflicts, settled)
    touched.push(...plans.flatMap(({ each, plan }) => booksOf(each, plan, existing.get(each.item.key) ?? [])))
    open = conflicts
  }
  return { ...settled, books: touchedBooks(page, touched, settled.inserted, before) }
}

const planOf = (context: PageContext, { said, wanted }: Import, existing: readonly Entry[]): EntryPlan =>
  planEntries(said, wanted, existing, context.now.toISOString())

/** Entries of completions that were stored before, with the corrections that took their place. A new one has none. */
async function existingEntries(
  { stores, connection }: PageContext,
  imports: readonly Import[],
): Promise<Map<string, Entry[]>> {
  const keys = imports.filter(each => each.isStored || each.revision > 1).map(each => each.item.key)
  if (keys.length === 0) return new Map()
  const entries = await stores.entries.byCompletions(connection.id, keys)
  const byKey = groupBy(entries, e => (e.origin.type === 'completion' ? e.origin.completionKey : ''))
  for (const group of byKey.values()) await addCorrections(stores.entries, group)
  return byKey
}

async function addCorrections(store: EntryStore, group: Entry[]): Promise<void> {
  const ids = new Set(group.map(entry => entry.id))
  for (;;) {
    const missing = group.flatMap(e => (e.supersededBy && !ids.has(e.supersededBy) ? [e.supersededBy] : []))
    if (missing.length === 0) return
    for (const id of missing) ids.add(id)
    group.push(...(await store.byIds(missing)))
  }
}

type Planned = { each: Import; plan: EntryPlan }

/** Transitions first: an entry that a curator confirmed meanwhile must not get a successor. */
async function carryOut(
  store: EntryStore,
  plans: readonly Planned[],
  conflicts: Import[],
  settled: Settled,
): Promise<void> {
  const steps = plans.flatMap(({ each, plan }) => plan.transitions.map(change => ({ each, change })))
  const outcomes = steps.length > 0 ? await store.transition(steps.map(step => step.change)) : []
  const failed = new Set(steps.flatMap((step, i) => (outcomes[i] === 'done' ? [] : [step.each])))
  conflicts.push(...failed)
  const done = plans.filter(({ each }) => !failed.has(each))
  const insert = done.flatMap(({ plan }) => plan.insert)
  const differs = done.flatMap(({ plan }) => plan.differs)
  if (insert.length > 0) settled.inserted += await store.insertNew(insert)
  if (differs.length > 0) await store.setDiffers(differs)
  for (const { each, plan } of done) if (each.isUncounted) settled.uncounted += plan.present
}

/** A completion that is followed up once more touches all its books: its progress may be what the crash cut off. */
function booksOf(each: Import, plan: EntryPlan, existing: readonly Entry[]): readonly Entry[] {
  const changed = [...plan.insert, ...plan.transitions.map(change => change.next)]
  return each.isStored ? [...changed, ...each.wanted, ...existing] : changed
}
