/** Service grants: written only by who read the newest. */
import type { Connection } from 'mongoose'
import { fromStored, isWritten, maybeStored, storedById, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { GrantStore, ServiceGrant } from '../ports/grants.ts'
import { above, among } from '../query.ts'

export function createGrantsStore(connection: Connection): GrantStore {
  const grants = modelOf(connection, 'ServiceGrant')
  return {
    byId: async id => maybeStored<ServiceGrant>(await grants.findById(id).lean()),
    byIds: async ids => storedById<ServiceGrant>(await grants.find({ _id: among(ids) }).lean()),
    async list({ deployments, after, limit }) {
      const docs = await grants
        .find({
          ...(deployments && { deployment: among(deployments) }),
          ...(after !== undefined && { _id: above(after) }),
        })
        .sort({ _id: 1 })
        .limit(limit)
        .lean()
      return docs.map(doc => fromStored<ServiceGrant>(doc))
    },
    async save(grant) {
      const { _id, ...fields } = toStored(grant)
      if (grant.revision > 0) {
        const read = { _id, revision: grant.revision - 1 }
        return (await grants.replaceOne(read, fields)).matchedCount === 1
      }
      return isWritten(() => grants.create({ _id, ...fields }))
    },
  }
}
