/** The curator's morning: one entry corrected, one rejected, the rest confirmed in bulk. */
import type { DemoSite } from './site.ts'
import { enter, StoryError, type Visitor } from './visitor.ts'

interface QueueRow {
  entry: { id: string; title: string; hours: string; learner?: string }
  remarks: unknown[]
  /** By the tariff, if the LMS says something else. */
  tariffHours: string | null
}

interface QueuePage {
  waiting: { count: number }
  groups: { rows: QueueRow[] }[]
  next: string | null
}

interface Batch {
  batchId: string
  done: string[]
  refused: unknown[]
}

/** As many as the page shows at once. */
const atOnce = 50

/** @returns how many entries were confirmed */
export async function curate({ lms }: DemoSite, say: Say): Promise<{ confirmed: number }> {
  const curator = await enter(lms, { role: 'teacher' })
  if (!new URL(curator.home.url).pathname.endsWith('/queue'))
    throw new StoryError('the curator did not land on the queue')
  const rows = await rowsOf(curator)
  const clean = rows.filter(row => row.remarks.length === 0)
  say(
    `The curator's queue holds ${rows.length} entries; ${rows.length - clean.length} have remarks and wait for a closer look.`,
  )
  const mistyped = rows.find(row => row.tariffHours !== null)
  const [wrong, ...rest] = clean
  if (wrong) await reject(curator, wrong, say)
  // a population of a few may have nothing to reject or to correct
  const corrected = mistyped ? [await correct(curator, mistyped, say)] : []
  const ids = [...corrected, ...rest.map(row => row.entry.id)]
  let confirmed = 0
  for (let at = 0; at < ids.length; at += atOnce)
    confirmed += await confirm(curator, ids.slice(at, at + atOnce))
  say(`Confirmed ${confirmed} entries in bulk.`)
  return { confirmed }
}

/** Every waiting entry, page by page. */
async function rowsOf(curator: Visitor): Promise<QueueRow[]> {
  const rows: QueueRow[] = []
  let after: string | null = null
  do {
    const query: string = after ? `?after=${encodeURIComponent(after)}` : ''
    const page: QueuePage = await curator.api<QueuePage>('GET', `/queue${query}`)
    rows.push(...page.groups.flatMap(group => group.rows))
    after = page.next
  } while (after)
  return rows
}

type Say = (line: string) => void

async function reject(curator: Visitor, { entry }: QueueRow, say: Say): Promise<void> {
  const reason = 'В ведомости нет подписи преподавателя'
  await curator.api('POST', '/entries/reject', { entryIds: [entry.id], reason })
  say(`Rejected one: «${entry.title}».`)
}

/** @returns id of the entry that replaces it */
async function correct(curator: Visitor, { entry, tariffHours }: QueueRow, say: Say): Promise<string> {
  const made = await curator.api<{ id: string }>('POST', `/entries/${entry.id}/correct`, {
    ...(tariffHours === null ? {} : { hours: tariffHours }),
    reason: 'Часы по тарифу Приложения 1',
  })
  say(`Corrected one: «${entry.title}», ${entry.hours} → ${tariffHours} h by the tariff.`)
  return made.id
}

async function confirm(curator: Visitor, entryIds: string[]): Promise<number> {
  const batch = await curator.api<Batch>('POST', '/entries/confirm', { entryIds })
  return batch.done.length
}
