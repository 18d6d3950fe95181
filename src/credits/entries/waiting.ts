/** What waits for an actor: a curator's whole programmes by index, an appointed signer's learners by looking through them. */
import type { Entry } from '#domain/entries/entry'
import type { EntryStore, QueueCursor, QueueFilter } from '#store/ports/entries'
import type { CreditsDeps } from '../deps.ts'
import { type Duties, overseen } from '../writing/duties.ts'
import { signsFor } from '../writing/signers.ts'

const READ_AT_ONCE = 500
/** Waiting entries looked through for one page; the rest follow by its cursor. */
const MOST_READ = 5_000

export interface Waiting {
  entries: Entry[]
  /** Where the next page begins; `null`: there is none. */
  next: QueueCursor | null
}

export const placeOf = ({ programmeId, moduleId, date, id }: Entry): QueueCursor => ({
  programmeId,
  moduleId,
  date,
  id,
})

/** The filter, narrowed to the learners that alone can be meant. */
export function narrowed(filter: QueueFilter, { learnerIds }: Duties): QueueFilter {
  if (learnerIds === undefined) return filter
  const asked = filter.learnerIds
  return { ...filter, learnerIds: asked ? learnerIds.filter(id => asked.includes(id)) : learnerIds }
}

/** A page of what the actor oversees. */
export async function readWaiting(
  deps: CreditsDeps,
  duties: Duties,
  filter: QueueFilter,
  { after, limit }: { after: QueueCursor | null; limit: number },
): Promise<Waiting> {
  const atOnce = duties.isWhole ? limit : READ_AT_ONCE
  const entries: Entry[] = []
  let cursor = after
  for (let read = 0; read < MOST_READ; read += atOnce) {
    const page = await deps.stores.entries.queue(filter, cursor, atOnce)
    for (const entry of await ownOf(deps, duties, page)) {
      entries.push(entry)
      if (entries.length === limit) return { entries, next: placeOf(entry) }
    }
    const last = page.at(-1)
    if (!last || page.length < atOnce) return { entries, next: null }
    cursor = placeOf(last)
  }
  return { entries, next: cursor }
}

const ownOf = (deps: CreditsDeps, duties: Duties, page: Entry[]): Promise<Entry[]> =>
  overseen(deps, duties, page, (entry, roles) => signsFor(roles, entry))

export interface WaitingCounts {
  waiting: number
  late: number
  /** There may be more than were counted. */
  more: boolean
}

/**
 * How many wait, and since before an instant.
 *
 * @param atMost counted exactly up to here
 */
export async function countWaiting(
  deps: CreditsDeps,
  duties: Duties,
  filter: QueueFilter,
  { lateBefore, atMost }: { lateBefore: string; atMost: number },
): Promise<WaitingCounts> {
  if (duties.isWhole) return countByIndex(deps.stores.entries, filter, { lateBefore, atMost })
  const { entries, next } = await readWaiting(deps, duties, filter, { after: null, limit: atMost })
  const late = entries.filter(({ createdAt }) => createdAt < lateBefore)
  return { waiting: entries.length, late: late.length, more: next !== null }
}

async function countByIndex(
  entries: EntryStore,
  filter: QueueFilter,
  { lateBefore, atMost }: { lateBefore: string; atMost: number },
): Promise<WaitingCounts> {
  const [waiting, late] = await Promise.all([
    entries.queueSize(filter, atMost),
    entries.queueOlderThan(filter, lateBefore, atMost),
  ])
  return { waiting, late, more: false }
}
