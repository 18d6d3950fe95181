/**
 * The queue: entries that wait for a curator, by programme, module, date and id.
 *
 * That is the order of the index `queue` (or `queueOfSource`), so a page is read from where the last one ended and costs the
 * same with a thousand entries waiting or a million. Several programmes are read one after another, those without anything
 * waiting skipped by a look at the index, so nothing is ever sorted. A queue narrowed to learners reads their books instead:
 * those are short.
 */
import type { Connection } from 'mongoose'
import type { Entry } from '#domain/entry'
import { compareText, readEntry } from './entry-document.ts'
import { modelOf } from './models.ts'
import type { EntryStore, QueueCursor, QueueFilter } from './ports/entries.ts'
import { above, among, below, fromTo } from './query.ts'

type Condition = Record<string, unknown>
const ORDER = { programmeId: 1, moduleId: 1, date: 1, _id: 1 } as const

export function createEntryQueue(
  connection: Connection,
): Pick<EntryStore, 'queue' | 'queueSize' | 'queueOlderThan'> {
  const entries = modelOf(connection, 'Entry')

  async function read(condition: Condition, limit: number): Promise<Entry[]> {
    const docs = await entries
      .find(condition as never)
      .sort(ORDER)
      .limit(limit)
      .lean()
    return docs.map(readEntry)
  }

  async function readByIndex(
    filter: QueueFilter,
    after: QueueCursor | null,
    limit: number,
  ): Promise<Entry[]> {
    const page: Entry[] = []
    for (const range of after ? rangesAfter(filter, after) : []) {
      if (page.length < limit)
        page.push(...(await read({ ...waiting(filter), ...range }, limit - page.length)))
    }
    let later = filter.programmeIds.filter(id => !after || id > after.programmeId).sort(compareText)
    while (page.length < limit && later.length > 0) {
      later = await fromFirstWaiting(filter, later)
      const [programmeId, ...rest] = later
      if (programmeId === undefined) break
      page.push(...(await read({ ...waiting(filter), programmeId }, limit - page.length)))
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

  async function readByLearners(filter: QueueFilter, after: QueueCursor | null, limit: number) {
    const found = await entries
      .find({
        learnerId: among(filter.learnerIds ?? []),
        ...waiting(filter),
        ...programmesOf(filter),
      } as never)
      .lean()
    const rows = found.map(readEntry).sort((a, b) => compareInQueue(placeOf(a), placeOf(b)))
    return rows.filter(row => !after || compareInQueue(placeOf(row), after) > 0).slice(0, limit)
  }

  const count = async (condition: Condition, atMost: number) =>
    isEmpty(condition) ? 0 : entries.countDocuments(condition as never).limit(atMost)

  return {
    queue: async (filter, after, limit) =>
      filter.learnerIds ? readByLearners(filter, after, limit) : readByIndex(filter, after, limit),
    queueSize: (filter, atMost) =>
      count({ ...waiting(filter), ...programmesOf(filter), ...learnersOf(filter) }, atMost),
    queueOlderThan: (filter, before, atMost) =>
      count(
        { ...waiting(filter), ...programmesOf(filter), ...learnersOf(filter), createdAt: below(before) },
        atMost,
      ),
  }
}

function isEmpty({ programmeId, learnerId }: Condition): boolean {
  const none = (condition: unknown) => (condition as { $in?: unknown[] } | undefined)?.$in?.length === 0
  return none(programmeId) || none(learnerId)
}

function waiting(filter: QueueFilter): Condition {
  return {
    status: 'imported',
    ...(filter.connectionId !== undefined && { 'origin.connectionId': filter.connectionId }),
    ...(filter.moduleId !== undefined && { moduleId: filter.moduleId }),
  }
}

function programmesOf({ programmeIds }: QueueFilter): Condition {
  return { programmeId: programmeIds.length === 1 ? programmeIds[0] : among(programmeIds) }
}

function learnersOf({ learnerIds }: QueueFilter): Condition {
  return learnerIds ? { learnerId: among(learnerIds) } : {}
}

/** What comes after a place in its programme, as ranges of the index in their order. */
function rangesAfter(filter: QueueFilter, at: QueueCursor): Condition[] {
  const { programmeId, moduleId, date } = at
  if (!filter.programmeIds.includes(programmeId)) return []
  const inModule = [
    { programmeId, moduleId, date, _id: above(at.id) },
    { programmeId, moduleId, date: above(date) },
  ]
  if (filter.moduleId === undefined) return [...inModule, { programmeId, moduleId: above(moduleId) }]
  return filter.moduleId === moduleId ? inModule : []
}

/** The place of an entry, as a page's cursor. */
export function placeOf(entry: Entry): QueueCursor {
  return { programmeId: entry.programmeId, moduleId: entry.moduleId, date: entry.date, id: entry.id }
}

function compareInQueue(a: QueueCursor, b: QueueCursor): number {
  return (
    compareText(a.programmeId, b.programmeId) ||
    compareText(a.moduleId, b.moduleId) ||
    compareText(a.date, b.date) ||
    compareText(a.id, b.id)
  )
}
