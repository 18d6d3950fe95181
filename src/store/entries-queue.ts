/**
 * The queue: entries that wait for a curator, by programme, module, date and id.
 *
 * That is the order of the index `queue` (or `queueOfSource`), so a page is read from where the last one ended and costs the
 * same with a thousand entries waiting or a million; several programmes are points of the same index in its own order, so
 * nothing is sorted either. A queue narrowed to learners reads their books instead: those are short.
 */
import type { Connection } from 'mongoose'
import type { Entry } from '#domain/entry'
import { compareText, readEntry } from './entry-document.ts'
import { modelOf } from './models.ts'
import type { EntryStore, QueueCursor, QueueFilter } from './ports/entries.ts'
import { above, among, below } from './query.ts'

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
    for (const range of after ? rangesAfter(filter, after) : [programmesOf(filter)]) {
      if (page.length >= limit) break
      page.push(...(await read({ ...waiting(filter), ...range }, limit - page.length)))
    }
    return page
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

/** What comes after a place, as ranges of the index in their order. */
function rangesAfter(filter: QueueFilter, at: QueueCursor): Condition[] {
  const here = filter.programmeIds.includes(at.programmeId)
  const { programmeId, moduleId, date } = at
  const later = filter.programmeIds.filter(id => compareText(id, programmeId) > 0)
  const sameModule = filter.moduleId === undefined || filter.moduleId === moduleId
  return [
    ...(here && sameModule
      ? [
          { programmeId, moduleId, date, _id: above(at.id) },
          { programmeId, moduleId, date: above(date) },
        ]
      : []),
    ...(here && filter.moduleId === undefined ? [{ programmeId, moduleId: above(moduleId) }] : []),
    ...(later.length > 0 ? [programmesOf({ programmeIds: later })] : []),
  ]
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
