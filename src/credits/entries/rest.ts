/** How many of an event that a page cuts in two wait on the next pages. */
import type { EntryStore, QueueCursor, QueueFilter } from '#store/ports/entries'
import type { QueueGroup } from '../contract.ts'
import { EVENT_LIMIT, ofEvent } from '../up-to.ts'

type CutGroup = Omit<QueueGroup, 'rest'>

/**
 * @param next the last place of the page; only the event that stands there can go on
 * @param isWhole all that waits there is the actor's to see
 */
export async function withRest(
  entries: Pick<EntryStore, 'queueRest'>,
  groups: CutGroup[],
  { filter, next, isWhole }: { filter: QueueFilter; next: QueueCursor | null; isWhole: boolean },
): Promise<QueueGroup[]> {
  const count =
    next && isWhole && isByIndex(filter) ? await entries.queueRest(filter, next, EVENT_LIMIT + 1) : 0
  const cut = count > 0 ? groups.findLast(group => next !== null && isAt(group, next)) : undefined
  return groups.map(group => ({ ...group, rest: group === cut ? ofEvent(count) : null }))
}

/** What is read whole, of some learners or of what waits for long, is not counted by its place. */
const isByIndex = ({ learnerIds, meant, createdBefore }: QueueFilter): boolean =>
  !learnerIds && !meant && createdBefore === undefined

const isAt = ({ rows }: CutGroup, { id }: QueueCursor): boolean => rows.some(({ entry }) => entry.id === id)
