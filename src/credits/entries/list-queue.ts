/** The queue: what waits in a curator's programmes or for an appointed signer, by event, with everything a decision needs. */
import type { Entry } from '#domain/entries/entry'
import type { Connection } from '#store/ports/connections'
import type { QueueFilter } from '#store/ports/entries'
import type { StoredProgramme } from '#store/ports/people'
import type { Credits, QueueQuery, QueueView } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { COUNT_LIMIT, upTo } from '../up-to.ts'
import { type Duties, dutiesOf } from '../writing/duties.ts'
import { firstDayOf } from './first-day.ts'
import { lateBefore, queueFilterOf } from './queue-filter.ts'
import { groupRows, loadRows } from './queue-rows.ts'
import { runsOf, sourcesOf } from './queue-sources.ts'
import { withReported } from './reported.ts'
import { withRest } from './rest.ts'
import { countWaiting, narrowed, readWaiting, type Waiting } from './waiting.ts'

const PAGE = 50
const MOST_ROWS = 500

export function listQueue(deps: CreditsDeps): Credits['listQueue'] {
  return async (actor, query) => {
    const duties = await dutiesOf(deps, actor, ['curator', 'administrator'])
    const filter = narrowed(await queueFilterOf(deps, duties.programmes, query), duties)
    const [page, counts, sources] = await Promise.all([
      readPage(deps, duties, filter, query),
      countAll(deps, duties, filter),
      sourcesOf(deps.stores, duties),
    ])
    const { entries, next } = page
    const [whole, runs, firstDay] = await Promise.all([
      groupsOf(deps, duties, entries, sources),
      runsOf(deps.stores, sources, { isEmpty: entries.length === 0 }),
      firstDayOf(deps.stores, duties, sources, entries),
    ])
    const groups = await withRest(deps.stores.entries, whole, { filter, next, isWhole: duties.isWhole })
    return { ...counts, groups, next, firstDay, ...choicesOf(duties.programmes, filter), sources: runs }
  }
}

function readPage(
  deps: CreditsDeps,
  duties: Duties,
  filter: QueueFilter,
  { after = null, limit = PAGE }: Pick<QueueQuery, 'limit'> & { after?: QueueQuery['after'] | null },
): Promise<Waiting> {
  return readWaiting(deps, duties, filter, { after, limit: Math.min(Math.max(limit, 1), MOST_ROWS) })
}

async function countAll(
  deps: CreditsDeps,
  duties: Duties,
  filter: QueueFilter,
): Promise<Pick<QueueView, 'waiting' | 'late' | 'reminded'>> {
  const asked = { lateBefore: lateBefore(deps.now()), atMost: COUNT_LIMIT + 1 }
  const [all, reminded] = await Promise.all([
    countWaiting(deps, duties, filter, asked),
    countWaiting(deps, duties, { ...filter, reminded: true }, asked),
  ])
  return {
    waiting: upTo(all.waiting, all.more),
    late: upTo(all.late, all.more),
    reminded: upTo(reminded.waiting, reminded.more),
  }
}

async function groupsOf(
  deps: CreditsDeps,
  { actor, programmes }: Duties,
  entries: Entry[],
  sources: readonly Connection[],
): ReturnType<typeof withReported> {
  const byId = new Map(programmes.map(programme => [programme.id, programme]))
  const titles = new Map(sources.map(({ id, title }) => [id, title]))
  const rows = await loadRows(deps, actor, entries, byId)
  return withReported(deps.stores.entries, groupRows(rows, byId, titles))
}

/** What the filters offer: modules only where one programme is looked at. */
function choicesOf(
  programmes: readonly StoredProgramme[],
  { programmeIds }: QueueFilter,
): Pick<QueueView, 'programmes' | 'modules'> {
  const named = ({ id, title }: { id: string; title: string }) => ({ id, title })
  const [only, ...others] = programmes.filter(({ id }) => programmeIds.includes(id))
  return {
    programmes: programmes.map(named),
    modules: others.length > 0 ? [] : (only?.modules ?? []).map(named),
  }
}
