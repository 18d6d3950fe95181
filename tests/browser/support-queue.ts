/** A queue that remembers: what was decided on leaves it, what is decided on again is refused. */
import type { BatchResult, Credits, QueueRow } from '#credits/contract'
import { parseHours } from '#domain/hours'
import { batch, fakeCredits } from '#tests/unit/http/support/fakes'
import { entryOf, queueRow, queueView } from '#tests/unit/http/support/views'

export interface RememberingQueue {
  credits: Credits
  /** Ids of entries in the order in which they were confirmed. */
  confirmed: string[]
  undone: string[]
}

/** @param flagged every how many-th row has a remark */
export function rememberingQueue(count: number, flagged: readonly number[]): RememberingQueue {
  const rows = Array.from({ length: count }, (_, i) => rowOf(i, flagged.includes(i)))
  const confirmed: string[] = []
  const undone: string[] = []
  const group = queueView().groups[0]
  if (!group) throw new TypeError('the sample queue is empty')
  const credits = fakeCredits({
    listQueue: async () => {
      const waiting = rows.filter(row => !confirmed.includes(row.entry.id))
      const groups = waiting.length > 0 ? [{ ...group, rows: waiting }] : []
      return queueView({ groups, next: null, waiting: { count: waiting.length, more: false } })
    },
    readEntries: async (_actor, { entryIds }) => rows.filter(row => entryIds.includes(row.entry.id)),
    correctEntry: async (_actor, { entryId }) => ({ ...queueRow(0).entry, id: entryId }),
    confirmEntries: async (_actor, { entryIds }) => confirm(entryIds, confirmed),
    rejectEntries: async (_actor, { entryIds }) => confirm(entryIds, confirmed),
    undoBatch: async (_actor, { batchId }) => {
      undone.push(batchId)
      return batch(confirmed.splice(0))
    },
  })
  return { credits, confirmed, undone }
}

function confirm(entryIds: readonly string[], confirmed: string[]): BatchResult {
  const done = entryIds.filter(id => !confirmed.includes(id))
  const late = entryIds.filter(id => confirmed.includes(id))
  confirmed.push(...done)
  return batch(done, { refused: late.map(entryId => ({ entryId, code: 'conflict' })) })
}

function rowOf(i: number, isFlagged: boolean): QueueRow {
  const row = queueRow(0)
  const entry = entryOf({ n: 100 + i, title: row.entry.title, hours: '8', date: '2026-11-15' })
  const remarks = isFlagged
    ? [{ id: 'hours-differ-from-tariff', facts: { hours: '6.00', expected: '8.00' } }]
    : []
  const tariffHours = isFlagged ? parseHours('8') : null
  return { ...row, entry: { ...entry, status: 'imported', learnerId: `p-${i}` }, remarks, tariffHours }
}
