/** The write that decides: an entry takes one step, or somebody was faster, or its slot is taken. */
import type { Connection } from 'mongoose'
import type { EntryChange } from '#domain/entries/entry'
import { chunksOf, refusedAsDuplicates } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { EntryStore } from '../ports/entries.ts'
import { among } from '../query.ts'
import type { ChangeDoc } from '../schemas/entry.schema.ts'
import { slotKey } from './entry-document.ts'

type Change = Parameters<EntryStore['transition']>[0][number]
type Outcome = 'done' | 'conflict' | 'duplicate'

/** Updates in one command. */
const CHUNK = 500

/** Optional fields: what the next state lacks is removed. `differs` and `consumedBy` have writers of their own. */
const OPTIONAL = ['document', 'supersededBy'] as const

/**
 * Each update is guarded by the state it was read in, by the length of the history (so that a step is added to what was
 * read, never in place of another) and by not being consumed. Steps carry the id of the call that wrote them: a bulk tells
 * only how many matched, the steps tell which.
 */
export function createEntryTransition(connection: Connection, newId: () => string): EntryStore['transition'] {
  const entries = modelOf(connection, 'Entry')

  async function write(chunk: Change[], call: string): Promise<Outcome[]> {
    const operations = chunk.map(change => ({
      updateOne: { filter: guardOf(change) as never, update: updateOf(change, call) as never },
    }))
    let taken = new Set<number>()
    try {
      const result = await entries.collection.bulkWrite(operations, { ordered: false })
      if (result.matchedCount === chunk.length) return chunk.map(() => 'done')
    } catch (error) {
      taken = refusedAsDuplicates(error)
    }
    const done = await writtenBy(call, chunk)
    return chunk.map(({ next }, i) => (taken.has(i) ? 'duplicate' : done.has(next.id) ? 'done' : 'conflict'))
  }

  async function writtenBy(call: string, chunk: Change[]): Promise<Set<string>> {
    const ids = chunk.map(change => change.next.id)
    const docs = await entries.find({ _id: among(ids), 'history.write': call }, { _id: 1 }).lean()
    return new Set(docs.map(doc => doc._id))
  }

  return async changes => {
    const outcomes: Outcome[] = []
    for (const chunk of chunksOf(changes, CHUNK)) outcomes.push(...(await write(chunk, newId())))
    return outcomes
  }
}

/** The history of `next` is what was read and one step more; the line is still the same learner's. */
function guardOf({ next, from }: Change) {
  const { id: _id, learnerId, history } = next
  return { _id, learnerId, status: from, steps: history.length - 1, consumedBy: { $exists: false } }
}

function updateOf(change: Change, call: string) {
  const { id: _, history, consumedBy: __, ...fields } = change.next
  const slot = slotOf(change)
  const gone = OPTIONAL.filter(field => fields[field] === undefined)
  const unset = Object.fromEntries([...gone, ...(slot ? [] : ['slot']), 'slotless'].map(field => [field, 1]))
  const step: ChangeDoc = { ...(history.at(-1) as EntryChange), write: call }
  return {
    $set: { ...fields, ...(slot && { slot }), steps: history.length },
    $push: { history: step },
    ...(Object.keys(unset).length > 0 && { $unset: unset }),
  }
}

/** Held only while confirmed: one module once per learner and programme, unless its kind repeats. */
function slotOf({ next, repeatable }: Change): string | undefined {
  return next.status === 'confirmed' && !repeatable ? slotKey(next) : undefined
}
