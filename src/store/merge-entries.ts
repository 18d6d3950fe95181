/** Entries go from one person's book to another's: the signature keeps whose line it was, the slot follows the book. */
import type { Connection } from 'mongoose'
import { isDuplicateKey } from './documents.ts'
import { slotKey } from './entry-document.ts'
import { modelOf } from './models.ts'
import { among } from './query.ts'
import type { EntryDoc } from './schemas/entry.schema.ts'

interface Way {
  from: string
  to: string
}

export async function carryEntries(connection: Connection, ids: string[], way: Way): Promise<void> {
  const entries = modelOf(connection, 'Entry')
  const docs = await entries.find({ _id: among(ids), learnerId: way.from }).lean()
  for (const doc of docs) {
    const guard = { _id: doc._id, learnerId: way.from }
    const { slot, ...place } = placeOf(doc, way)
    try {
      await entries.updateOne(guard, change({ ...place, slot }))
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      await entries.updateOne(guard, change({ ...place, slotless: true }))
    }
  }
}

interface Place {
  learnerId: string
  signedFor: string | undefined
  slot?: string | undefined
  /** It had a slot, which is taken where it goes: another entry of the module is confirmed there. */
  slotless?: boolean
}

/** A signed line names its learner: the first one stays written down until the line is theirs again. */
function placeOf(doc: EntryDoc, { from, to }: Way): Place {
  const signedFor =
    doc.signedFor ?? (doc.history.some(({ action }) => action === 'confirm') ? from : undefined)
  const hadSlot = doc.slot !== undefined || doc.slotless === true
  return {
    learnerId: to,
    signedFor: signedFor === to ? undefined : signedFor,
    ...(hadSlot && { slot: slotKey({ ...doc, learnerId: to }) }),
  }
}

function change({ learnerId, ...optional }: Place) {
  const fields = { signedFor: optional.signedFor, slot: optional.slot, slotless: optional.slotless }
  const rows = Object.entries(fields)
  const set = rows.filter(([, value]) => value !== undefined)
  const unset = rows.filter(([, value]) => value === undefined).map(([name]) => [name, 1])
  return { $set: { learnerId, ...Object.fromEntries(set) }, $unset: Object.fromEntries(unset) }
}
