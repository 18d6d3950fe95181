/** «Все по отбору, кроме …»: the server keeps the selection, so that no page has to hold it. */
import type { Entry } from '#domain/entries/entry'
import type { QueueCursor, QueueFilter } from '#store/ports/entries'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { type Duties, dutiesOf } from '../writing/duties.ts'
import { beginBatch } from './begin-batch.ts'
import { confirmIn } from './confirm-entries.ts'
import { refusedAs } from './decide.ts'
import { queueFilterOf } from './queue-filter.ts'
import { narrowed, readWaiting } from './waiting.ts'

const PAGE = 500
/** One action confirms at most so many; the rest stays in the queue for the next. */
export const MOST_AT_ONCE = 10_000

/**
 * Confirms what the filter showed at `seenAt`, but for the exceptions. What came later is not part of the selection;
 * what changed since is refused with `conflict`, what has remarks with `remark`.
 */
export function confirmAll(deps: CreditsDeps): Credits['confirmAll'] {
  const confirm = confirmIn(deps)
  return async (actor, { seenAt, except, key, ...query }) => {
    const duties = await dutiesOf(deps, actor, ['curator'])
    const filter = narrowed(await queueFilterOf(deps, duties.programmes, query), duties)
    const selected = (await readQueue(deps, duties, filter)).filter(entry => entry.createdAt <= seenAt)
    const left = new Set(except)
    const chosen = selected.filter(entry => !left.has(entry.id))
    const changed = chosen.filter(entry => changedSince(entry, seenAt))
    const same = chosen.filter(entry => !changedSince(entry, seenAt))
    const batch = await beginBatch(deps, actor, key, ['all', seenAt, query, except])
    const entryIds = [...batch.before.filter(batch.isDone), ...same].map(entry => entry.id)
    const result = await confirm(actor, batch, { entryIds })
    const conflicts = changed.map(entry => refusedAs('conflict', entry))
    return { ...result, refused: [...result.refused, ...conflicts] }
  }
}

/** A reminder changes nothing of what was seen. */
const changedSince = ({ history }: Entry, seenAt: string): boolean =>
  (history.findLast(({ action }) => action !== 'remind')?.at ?? '') > seenAt

async function readQueue(deps: CreditsDeps, duties: Duties, filter: QueueFilter): Promise<Entry[]> {
  const found: Entry[] = []
  let after: QueueCursor | null = null
  do {
    const page = await readWaiting(deps, duties, filter, { after, limit: PAGE })
    found.push(...page.entries)
    after = page.next
  } while (after && found.length < MOST_AT_ONCE)
  return found.slice(0, MOST_AT_ONCE)
}
