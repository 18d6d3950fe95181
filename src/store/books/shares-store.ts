import type { Connection } from 'mongoose'
import { fromStored, isWritten, maybeStored, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { Share, ShareStore } from '../ports/shares.ts'
import { absent, upTo } from '../query.ts'

const HIDDEN = ['codeHash']

export function createSharesStore(connection: Connection): ShareStore {
  const shares = modelOf(connection, 'Share')
  const byId = async (id: string) => maybeStored<Share>(await shares.findById(id).lean(), HIDDEN)

  return {
    create: (share, codeHash) => isWritten(() => shares.create({ ...toStored(share), codeHash })),
    byId,
    async ofBook(learnerId, programmeId, limit) {
      const docs = await shares.find({ learnerId, programmeId }).sort({ createdAt: -1 }).limit(limit).lean()
      return docs.map(doc => fromStored<Share>(doc, HIDDEN))
    },
    byCodeHash: async codeHash => maybeStored<Share>(await shares.findOne({ codeHash }).lean(), HIDDEN),
    async noteUse(id, at, visitSince) {
      const seen = { $set: { lastUsedAt: at } }
      const visit = { ...seen, $inc: { uses: 1 } }
      for (const lastUsedAt of [absent(), upTo(visitSince)])
        if ((await shares.updateOne({ _id: id, lastUsedAt }, visit)).matchedCount === 1) return
      await shares.updateOne({ _id: id }, seen)
    },
    async revoke(id, revoked) {
      await shares.updateOne({ _id: id, revoked: absent() }, { $set: { revoked } })
      return byId(id)
    },
  }
}
