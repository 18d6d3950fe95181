/** Entries go from one person's book to another's: the signature keeps whose line it was, the slot follows the book. */
import type { Connection } from 'mongoose'
import { slotKey } from '../books/entry-document.ts'
import { isWritten, setOrUnset } from '../documents.ts'
import { modelOf } from '../models.ts'
import { among } from '../query.ts'
import type { EntryDoc } from '../schemas/entry.schema.ts'

/** Whose it is, and whose it becomes. */
export interface Way {
  from: string
  to: string
}

export async function carryEntries(connection: Connection, ids: string[], way: Way): Promise<void> {
  const entries = modelOf(connection, 'Entry')
  const docs = await entries.find({ _id: among(ids), learnerId: way.from }).lean()
  for (const doc of docs) {
    const guard = { _id: doc._id, learnerId: way.from }
    const place = placeOf(doc, way)
    if (await isWritten(() => entries.updateOne(guard, setOrUnset({ ...place, slotless: null })))) continue
    // the slot is taken where it goes: another entry of the module is confirmed there
    await entries.updateOne(guard, setOrUnset({ ...place, slot: null, slotless: true }))
  }
}

/** A signed line names its learner: the first one stays written down until the line is theirs again. */
function placeOf(doc: EntryDoc, { from, to }: Way) {
  const signedFor =
    doc.signedFor ?? (doc.history.some(({ action }) => action === 'confirm') ? from : undefined)
  const hadSlot = doc.slot !== undefined || doc.slotless === true
  return {
    learnerId: to,
    signedFor: signedFor === undefined || signedFor === to ? null : signedFor,
    slot: hadSlot ? slotKey({ ...doc, learnerId: to }) : null,
  }
}
