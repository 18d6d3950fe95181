/** «Все по отбору, кроме …»: the server keeps the selection, so that no page has to hold it. */
import type { Entry } from '#domain/entry'
import type { QueueCursor, QueueFilter } from '#store/ports/entries'
import { actAs, reachableProgrammes } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { confirmEntries } from './confirm-entries.ts'
import { queueFilterOf } from './queue-filter.ts'

const PAGE = 500
/** One action confirms at most so many; the rest stays in the queue for the next. */
export const MOST_AT_ONCE = 10_000

/**
 * Confirms what the filter showed at `seenAt`, but for the exceptions. What came later is not part of the selection;
 * what changed since is refused with `conflict`, what has remarks with `remark`.
 */
export function confirmAll(deps: CreditsDeps): Credits['confirmAll'] {
  const confirm = confirmEntries(deps)
  return async (actor, { seenAt, except, ...query }) => {
    const curator = actAs(actor, 'curator')
    const programmes = await reachableProgrammes(deps.stores, curator)
    const filter = await queueFilterOf(deps.stores, programmes, query)
    const selected = (await readQueue(deps, filter)).filter(entry => entry.createdAt <= seenAt)
    const left = new Set(except)
    const chosen = selected.filter(entry => !left.has(entry.id))
    const changed = chosen.filter(entry => changedSince(entry, seenAt))
    const same = chosen.filter(entry => !changedSince(entry, seenAt))
    const result = await confirm(actor, { entryIds: same.map(entry => entry.id) })
    const conflicts = changed.map(entry => ({ entryId: entry.id, code: 'conflict' }))
    return { ...result, refused: [...result.refused, ...conflicts] }
  }
}

const changedSince = (entry: Entry, seenAt: string): boolean => (entry.history.at(-1)?.at ?? '') > seenAt

async function readQueue({ stores }: CreditsDeps, filter: QueueFilter): Promise<Entry[]> {
  const found: Entry[] = []
  let after: QueueCursor | null = null
  do {
    const page: Entry[] = await stores.entries.queue(filter, after, PAGE)
    found.push(...page)
    const last = page.at(-1)
    after =
      last && page.length === PAGE
        ? { programmeId: last.programmeId, moduleId: last.moduleId, date: last.date, id: last.id }
        : null
  } while (after && found.length < MOST_AT_ONCE)
  return found.slice(0, MOST_AT_ONCE)
}
