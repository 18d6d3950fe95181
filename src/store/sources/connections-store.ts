/** Connections and the lease to run them. */
import type { Connection as MongoConnection } from 'mongoose'
import { ConflictError, NotFoundError } from '#domain/errors'
import { fromStored, isWritten, maybeStored, setOrUnset, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { Connection, ConnectionStore, Lease, ReadConnection } from '../ports/connections.ts'
import { absent, upTo } from '../query.ts'

const HIDDEN = ['fence', 'leaseOwner', 'leaseUntil']

export function createConnectionsStore(connection: MongoConnection): ConnectionStore {
  const connections = modelOf(connection, 'Connection')
  const asRead = ({ id, version }: ReadConnection) => ({ _id: id, version: version ?? absent() })
  const held = ({ connectionId, fence, owner }: Lease) => ({ _id: connectionId, fence, leaseOwner: owner })

  return {
    async create(item) {
      if (!(await isWritten(() => connections.create({ ...toStored(item), fence: 0 }))))
        throw new ConflictError('a connection of this name exists', { name: item.name })
    },
    byId: async id => maybeStored<Connection>(await connections.findById(id).lean(), HIDDEN),
    byName: async name => maybeStored<Connection>(await connections.findOne({ name }).lean(), HIDDEN),
    async all() {
      const docs = await connections.find({}).sort({ name: 1 }).lean()
      return docs.map(doc => fromStored<Connection>(doc, HIDDEN))
    },
    async update(read, { platformIssuer, ...changes }) {
      const issuer = platformIssuer === undefined ? {} : { platformIssuer: platformIssuer || null }
      const { matchedCount } = await connections.updateOne(
        asRead(read),
        setOrUnset({ ...changes, ...issuer }),
      )
      return matchedCount === 1
    },
    remove: async read => (await connections.deleteOne(asRead(read))).deletedCount === 1,
    /** Free, run out, or the owner's own: taken, and the fence rises in the same update. */
    async acquireLease(id, owner, now, ttlMs) {
      const free = [{ leaseUntil: absent() }, { leaseUntil: upTo(now) }, { leaseOwner: owner }]
      const doc = await connections
        .findOneAndUpdate(
          { _id: id, $or: free },
          { $set: { leaseOwner: owner, leaseUntil: new Date(now.getTime() + ttlMs) }, $inc: { fence: 1 } },
          { returnDocument: 'after' },
        )
        .lean()
      if (doc) return { connectionId: id, fence: doc.fence, owner }
      if (!(await connections.exists({ _id: id }))) throw new NotFoundError('no such connection')
      return null
    },
    async renewLease(lease, now, ttlMs) {
      const leaseUntil = new Date(now.getTime() + ttlMs)
      return (await connections.updateOne(held(lease), { $set: { leaseUntil } })).matchedCount === 1
    },
    async releaseLease(lease) {
      await connections.updateOne(held(lease), { $unset: { leaseOwner: 1, leaseUntil: 1 } })
    },
  }
}
