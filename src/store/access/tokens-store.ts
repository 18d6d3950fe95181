/** Tokens of the API: kept after their end, so that what was done with one can be told. */
import type { Connection } from 'mongoose'
import { fromStored, isWritten, maybeStored, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { ApiToken, TokenStore } from '../ports/tokens.ts'
import { above, absent, among, upTo } from '../query.ts'

export function createTokensStore(connection: Connection): TokenStore {
  const tokens = modelOf(connection, 'ApiToken')
  return {
    create: token => isWritten(() => tokens.create(toStored(token))),
    byId: async id => maybeStored<ApiToken>(await tokens.findById(id).lean()),
    async list({ personIds, limit }) {
      const found = tokens.find(personIds ? { personId: among(personIds) } : {}).sort({ createdAt: -1 })
      return (await found.limit(limit).lean()).map(doc => fromStored<ApiToken>(doc))
    },
    async revoke(id, at, by) {
      const alive = { _id: id, revokedAt: absent() }
      return (await tokens.updateOne(alive, { $set: { revokedAt: at, revokedBy: by } })).matchedCount === 1
    },
    async endAt(id, at) {
      await tokens.updateOne({ _id: id, expiresAt: above(at) }, { $set: { expiresAt: at } })
    },
    async noteUse(id, at, unlessSince) {
      const first = await tokens.updateOne({ _id: id, lastUsedAt: absent() }, { $set: { lastUsedAt: at } })
      if (first.matchedCount === 0)
        await tokens.updateOne({ _id: id, lastUsedAt: upTo(unlessSince) }, { $set: { lastUsedAt: at } })
    },
  }
}
