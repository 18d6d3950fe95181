/** Places in courses, the readings of rosters, and accounts that are found to be a person's. */
import type { Connection } from 'mongoose'
import { chunksOf, fromStored, isDuplicateKey, maybeStored, putStored, storedById } from '../documents.ts'
import { modelOf } from '../models.ts'
import {
  type IdentityLinkStore,
  type Place,
  type PlaceStore,
  placeId,
  type Roster,
  type RosterStore,
} from '../ports/roster.ts'
import { absent, among, not, present } from '../query.ts'

/** Updates in one command. */
const CHUNK = 500

export function createPlacesStore(connection: Connection): PlaceStore {
  const places = modelOf(connection, 'Place')
  const read = (docs: object[]) => docs.map(doc => fromStored<Place>(doc))
  return {
    async noteLaunch({ grantId, issuer, sub, roles }, at) {
      const _id = placeId(grantId, sub)
      const known = await places.findById(_id).lean()
      if (known?.active && known.launched) return false
      const rolesAsListed = known?.inRoster ? {} : { roles }
      await places.updateOne(
        { _id },
        {
          $set: {
            ...{ grantId, issuer, sub, ...rolesAsListed },
            ...{ active: true, launched: true, announced: false, seenAt: at },
          },
          $setOnInsert: { inRoster: false },
        },
        { upsert: true },
      )
      return true
    },
    ofGrant: async grantId => read(await places.find({ grantId }).sort({ _id: 1 }).lean()),
    async ofAccounts(accounts) {
      if (accounts.length === 0) return []
      const docs = await places.find({ $or: accounts.map(({ issuer, sub }) => ({ issuer, sub })) }).lean()
      return read(docs.filter(doc => doc.active))
    },
    async putListed(items, at) {
      for (const chunk of chunksOf(items, CHUNK)) {
        const writes = chunk.map(({ isNews, ...place }) => ({
          updateOne: {
            filter: { _id: placeId(place.grantId, place.sub) },
            update: {
              $set: {
                ...place,
                active: true,
                inRoster: true,
                ...(isNews && { announced: false, seenAt: at }),
              },
              $setOnInsert: { launched: false, ...(!isNews && { announced: true, seenAt: at }) },
            },
            upsert: true,
          },
        }))
        await places.collection.bulkWrite(writes as never[], { ordered: false })
      }
    },
    async setGone(ids, at) {
      const gone = { active: false, inRoster: false, launched: false, seenAt: at }
      for (const chunk of chunksOf(ids, CHUNK)) await places.updateMany({ _id: among(chunk) }, { $set: gone })
    },
    async unannounced(limit) {
      return read(await places.find({ announced: false }).sort({ announced: 1, _id: 1 }).limit(limit).lean())
    },
    async setAnnounced(items) {
      const writes = items.map(({ id, seenAt }) => ({
        updateOne: { filter: { _id: id, seenAt }, update: { $set: { announced: true } } },
      }))
      if (writes.length > 0) await places.collection.bulkWrite(writes as never[], { ordered: false })
    },
    async setUnannounced(ids, at) {
      await places.updateMany({ _id: among(ids) }, { $set: { announced: false, seenAt: at } })
    },
  }
}

export function createRostersStore(connection: Connection): RosterStore {
  const rosters = modelOf(connection, 'Roster')
  return {
    byId: async id => maybeStored<Roster>(await rosters.findById(id).lean()),
    byIds: async ids => storedById<Roster>(await rosters.find({ _id: among(ids) }).lean()),
    save: roster => putStored(rosters, roster),
    async accept(id, readAt, accepted) {
      const update = { $set: { status: 'read' as const, accepted }, $unset: { held: 1 as const } }
      const seen = { _id: id, readAt: readAt ?? absent(), held: present() }
      return (await rosters.updateOne(seen, update)).matchedCount === 1
    },
  }
}

export function createIdentityLinksStore(connection: Connection): IdentityLinkStore {
  const people = modelOf(connection, 'Person')
  return {
    /** The unique index decides between two who link the same account. */
    async link(personId, key, at) {
      try {
        const added = await people.updateOne(
          { _id: personId, 'identities.key': not(key) },
          { $push: { identities: { key, since: at } } },
        )
        return added.modifiedCount === 1 ? 'linked' : 'there'
      } catch (error) {
        if (isDuplicateKey(error)) return 'taken'
        throw error
      }
    },
    async unlink(personId, key) {
      const taken = await people.updateOne({ _id: personId }, { $pull: { identities: { key } } })
      return taken.modifiedCount === 1
    },
  }
}
