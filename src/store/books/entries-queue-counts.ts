/** How many wait, how many of them for long, and how many an event has: counted on indexes, up to a limit. */
import type { Model } from 'mongoose'
import type { Entry } from '#domain/entries/entry'
import type { EntryStore, QueueFilter } from '../ports/entries.ts'
import { above, among, below } from '../query.ts'
import type { EntryDoc } from '../schemas/entry.schema.ts'
import {
  type Condition,
  indexFor,
  isMeant,
  learnersOf,
  moduleCondition,
  modulesOf,
  programmesOf,
  waiting,
} from './entries-queue-conditions.ts'

type Counts = Pick<EntryStore, 'queueSize' | 'queueRest' | 'queueOlderThan' | 'reported'>
type AllOf = (filter: QueueFilter, learnerIds: readonly string[]) => Promise<Entry[]>

/** What stands in books because a source said so: what it took back, or what was replaced, does not. */
const STANDING = ['imported', 'confirmed', 'rejected'] as const

/** @param allOf waiting entries of some learners: few, so they are read */
export function createQueueCounts(entries: Model<EntryDoc>, allOf: AllOf): Counts {
  const countUpTo = (atMost: number) => async (condition: Condition) =>
    isEmpty(condition) ? 0 : entries.countDocuments(condition as never, indexFor(condition)).limit(atMost)

  async function count(filter: QueueFilter, { before, atMost }: Counting): Promise<number> {
    const late = before === undefined ? {} : { createdAt: below(before) }
    const conditions = onIndex(filter).map(each => ({ ...waiting(filter), ...late, ...each }))
    const [counted, books] = await Promise.all([
      Promise.all(conditions.map(countUpTo(atMost))),
      allOf(filter, learnersOf(filter)),
    ])
    const isLate = ({ createdAt }: Entry) => before === undefined || createdAt < before
    const ofBooks = books.filter(entry => isLate(entry) && isOfBooks(filter, entry))
    return Math.min(
      counted.reduce((sum, n) => sum + n, ofBooks.length),
      atMost,
    )
  }

  return {
    queueRest: (filter, { id, ...event }, atMost) =>
      countUpTo(atMost)({ ...waiting(filter), ...event, _id: above(id) }),
    queueSize: (filter, atMost) => count(filter, { atMost }),
    queueOlderThan: (filter, before, atMost) => count(filter, { before, atMost }),
    reported: ({ connectionId, ...event }, atMost) =>
      countUpTo(atMost)({ status: among(STANDING), 'origin.connectionId': connectionId, ...event }),
  }
}

interface Counting {
  before?: string
  atMost: number
}

/** What is counted on the index: nothing where the filter names all learners; of modules a condition a programme. */
function onIndex(filter: QueueFilter): Condition[] {
  if (filter.learnerIds) return []
  if (!filter.meant) return [programmesOf(filter)]
  const modules = modulesOf(filter)
  return filter.programmeIds
    .filter(programmeId => modules(programmeId)?.length !== 0)
    .map(programmeId => ({ programmeId, ...moduleCondition(modules(programmeId)) }))
}

/** Counted by its book, because the index has not counted it by its module. */
function isOfBooks(filter: QueueFilter, entry: Entry): boolean {
  if (filter.learnerIds) return isMeant(filter, entry)
  return !modulesOf(filter)(entry.programmeId)?.includes(entry.moduleId)
}

function isEmpty({ programmeId }: Condition): boolean {
  return (programmeId as { $in?: unknown[] } | undefined)?.$in?.length === 0
}
