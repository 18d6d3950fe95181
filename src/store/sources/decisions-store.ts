import type { Connection } from 'mongoose'
import { fromStored, isWritten, maybeStored, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { DecisionStore, MatchingDecision } from '../ports/decisions.ts'
import { absent, among } from '../query.ts'

export function createDecisionsStore(connection: Connection): DecisionStore {
  const decisions = modelOf(connection, 'MatchingDecision')
  return {
    async add(decision) {
      await isWritten(() => decisions.create(toStored(decision)))
    },
    byId: async id => maybeStored<MatchingDecision>(await decisions.findById(id).lean()),
    async latest({ connectionIds, by, limit }) {
      const found = decisions.find({ connectionId: among(connectionIds), ...(by !== undefined && { by }) })
      const docs = await found.sort({ at: -1, _id: 1 }).limit(limit).lean()
      return docs.map(doc => fromStored<MatchingDecision>(doc))
    },
    async setAside(connectionId) {
      const docs = await decisions
        .find({ connectionId, kind: 'set-aside', undoneAt: absent() })
        .select({ userId: 1 })
        .lean()
      return new Set(docs.map(doc => doc.userId))
    },
    async undo(id, at, byName) {
      const { modifiedCount } = await decisions.updateOne(
        { _id: id, undoneAt: absent() },
        { $set: { undoneAt: at, undoneByName: byName } },
      )
      return modifiedCount === 1
    },
  }
}
