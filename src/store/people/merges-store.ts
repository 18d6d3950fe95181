/** Merges of people: the record of each; `merge-carry.ts` has the writes that carry things over. */
import type { Connection } from 'mongoose'
import { fromStored, isWritten, maybeStored, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { MergeStore, PersonMerge } from '../ports/merges.ts'
import { carryThings, carryWhole, holdingsIn, putAside, putBack } from './merge-carry.ts'

const HIDDEN = ['holds']

export function createMergesStore(connection: Connection): MergeStore {
  const merges = modelOf(connection, 'PersonMerge')

  return {
    begin: merge => isWritten(() => merges.create({ ...toStored(merge), holds: merge.absorbedId })),
    byId: async id => maybeStored<PersonMerge>(await merges.findById(id).lean(), HIDDEN),
    ofAbsorbed: async personId =>
      maybeStored<PersonMerge>(await merges.findOne({ holds: personId }).lean(), HIDDEN),
    async latest(limit, skip = 0) {
      const docs = await merges.find({}).sort({ at: -1, _id: -1 }).skip(skip).limit(limit).lean()
      return docs.map(doc => fromStored<PersonMerge>(doc, HIDDEN))
    },
    holdings: holdingsIn(connection),
    async noteMoved(id, moved) {
      await merges.updateOne({ _id: id }, { $set: { moved } })
    },
    async move(merge) {
      const { keptId: to, absorbedId: from, setAside } = merge
      const intoOf = new Map(setAside.map(({ enrolment, into }) => [enrolment.id, into]))
      await putAside(connection, [...intoOf.keys()])
      await carryThings(connection, merge.moved, { from, to, enrolmentOf: id => intoOf.get(id) ?? id })
    },
    async moveBack(merge) {
      const { keptId: from, absorbedId: to, moved, setAside } = merge
      for (const { enrolment } of setAside) await putBack(connection, enrolment)
      await carryWhole(connection, moved.enrolments, { from, to })
      await carryThings(connection, moved, { from, to, enrolmentOf: id => id })
    },
    async setState(id, from, to, undone) {
      const change = { $set: { state: to, ...(undone && { undone }) } }
      const release = to === 'undone' ? { $unset: { holds: 1 } } : {}
      const { matchedCount } = await merges.updateOne({ _id: id, state: from }, { ...change, ...release })
      return matchedCount === 1
    },
  }
}
