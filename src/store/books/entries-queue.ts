/**
 * The queue: entries that wait for a curator, by programme, module, date and id.
 *
 * That is the order of the index `queue` (or `queueOfSource`), so a page is read from where the last one ended and costs the
 * same with a thousand entries waiting or a million. Several programmes are read one after another, those without anything
 * waiting skipped by a look at the index, so nothing is ever sorted. A queue narrowed to learners reads their books instead:
 * those are short. A text that means learners or modules is both, joined in the queue's order.
 */
import type { Connection } from 'mongoose'
import type { Entry } from '#domain/entries/entry'
import { isTitled, searchedStems } from '#domain/names/title-words'
import { modelOf } from '../models.ts'
import type { EntryStore, QueueCursor, QueueFilter } from '../ports/entries.ts'
import { among, fromTo } from '../query.ts'
import {
  type Condition,
  compareInQueue,
  indexFor,
  isAsked,
  isMeant,
  learnersOf,
  modulesOf,
  ORDER,
  placeOf,
  programmesOf,
  rangesAfter,
  rangesIn,
  waiting,
} from './entries-queue-conditions.ts'
import { createQueueCounts } from './entries-queue-counts.ts'
import { compareText, readEntry } from './entry-document.ts'

type Queue = Pick<
  EntryStore,
  'queue' | 'claimedTitled' | 'queueSize' | 'queueRest' | 'queueOlderThan' | 'reported'
>
/** Read at once, to be put in order: a megabyte and a half. */
const FEW = 1_000

type Read = (filter: QueueFilter, after: QueueCursor | null, limit: number) => Promise<Entry[]>

export function createEntryQueue(connection: Connection): Queue {
  const entries = modelOf(connection, 'Entry')

  async function read(condition: Condition, limit: number): Promise<Entry[]> {
    const found = entries.find(condition as never, null, indexFor(condition)).sort(ORDER)
    return (await found.limit(limit).lean()).map(readEntry)
  }

  /** Range after range, until the page is full. */
  async function fill(page: Entry[], filter: QueueFilter, ranges: Condition[], limit: number): Promise<void> {
    for (const range of ranges)
      if (page.length < limit)
        page.push(...(await read({ ...waiting(filter), ...range }, limit - page.length)))
  }

  const byIndex: Read = async (filter, after, limit) => {
    const modules = modulesOf(filter)
    const page: Entry[] = []
    if (after && filter.programmeIds.includes(after.programmeId))
      await fill(page, filter, rangesAfter(after, modules(after.programmeId)), limit)
    let later = filter.programmeIds.filter(id => !after || id > after.programmeId)
    later = later.filter(id => modules(id)?.length !== 0).sort(compareText)
    while (page.length < limit && later.length > 0) {
      later = await fromFirstWaiting(filter, later)
      const [programmeId, ...rest] = later
      if (programmeId === undefined) break
      await fill(page, filter, rangesIn(programmeId, modules(programmeId)), limit)
      later = rest
    }
    return page
  }

  /** Skips programmes in which nothing waits: one look at the index finds the next one that has something. */
  async function fromFirstWaiting(filter: QueueFilter, programmeIds: string[]): Promise<string[]> {
    const [first, last] = [programmeIds[0], programmeIds.at(-1)]
    if (first === undefined || first === last) return programmeIds
    const [next] = await read({ ...waiting(filter), programmeId: fromTo(first, last) }, 1)
    return next ? programmeIds.filter(id => id >= next.programmeId) : []
  }

  async function allOf(filter: QueueFilter, learnerIds: readonly string[]): Promise<Entry[]> {
    if (learnerIds.length === 0) return []
    const condition = { learnerId: among(learnerIds), ...waiting(filter), ...programmesOf(filter) }
    return (await entries.find(condition as never).lean()).map(readEntry)
  }

  const byLearners: Read = async (filter, after, limit) => {
    const all = await allOf(filter, learnersOf(filter))
    return pageOf(
      all.filter(entry => isMeant(filter, entry)),
      after,
      limit,
    )
  }

  /** Both in the queue's order; an entry of a learner and a module that are both meant stands once. */
  const byMeaning: Read = async (filter, after, limit) => {
    const pages = await Promise.all([byIndex(filter, after, limit), byLearners(filter, after, limit)])
    const once = new Map(pages.flat().map(entry => [entry.id, entry]))
    return [...once.values()].sort(inOrder).slice(0, limit)
  }

  async function claimedTitled(programmeIds: string[], text: string, limit: number): Promise<Entry[]> {
    const stems = searchedStems(text)
    if (stems.length === 0) return []
    const titled = { $and: stems.map(titleStems => ({ titleStems })) }
    const found = entries.find({
      ...waiting({ programmeIds }),
      ...programmesOf({ programmeIds }),
      ...titled,
    } as never)
    return (await found.limit(limit).lean()).map(readEntry).filter(({ title }) => isTitled(title, text))
  }

  const usual: Read = (filter, after, limit) => (filter.meant ? byMeaning : byIndex)(filter, after, limit)

  /** Few that wait for long are found by how long they do; where there are many, a page of them stands close together. */
  const byAge: Read = async (filter, after, limit) => {
    const { programmeIds, createdBefore } = filter
    const condition = waiting({ programmeIds, ...(createdBefore !== undefined && { createdBefore }) })
    const found = entries.find({ ...condition, ...programmesOf(filter) } as never, null, { hint: 'waiting' })
    const old = (await found.limit(FEW + 1).lean()).map(readEntry)
    if (old.length > FEW) return usual(filter, after, limit)
    return pageOf(
      old.filter(entry => isAsked(filter, entry)),
      after,
      limit,
    )
  }

  function readerOf({ learnerIds, createdBefore, reminded }: QueueFilter): Read {
    if (learnerIds) return byLearners
    return createdBefore !== undefined && !reminded ? byAge : usual
  }

  return {
    queue: (filter, after, limit) => readerOf(filter)(filter, after, limit),
    claimedTitled,
    ...createQueueCounts(entries, allOf),
  }
}

const inOrder = (a: Entry, b: Entry): number => compareInQueue(placeOf(a), placeOf(b))

/** Of what was read whole. */
const pageOf = (all: readonly Entry[], after: QueueCursor | null, limit: number): Entry[] =>
  all
    .toSorted(inOrder)
    .filter(row => !after || compareInQueue(placeOf(row), after) > 0)
    .slice(0, limit)
