/** Invitations to register, and what launches did. */
import type { Connection } from 'mongoose'
import { fromStored, isWritten, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { Invitation, InvitationStore, LaunchEvent, LaunchEventStore } from '../ports/launches.ts'
import { above, absent, upTo } from '../query.ts'
import type { InvitationDoc } from '../schemas/launches.schema.ts'

export function createInvitationsStore(connection: Connection): InvitationStore {
  const invitations = modelOf(connection, 'Invitation')
  return {
    create: ({ codeHash, ...rest }) => isWritten(() => invitations.create({ _id: codeHash, ...rest })),
    async find(codeHash) {
      const doc = await invitations.findById(codeHash).lean()
      return doc ? toInvitation(doc) : null
    },
    async claim(codeHash, now) {
      const free = { _id: codeHash, usedAt: absent(), expiresAt: above(now) }
      const change = { $set: { usedAt: now.toISOString() } }
      const doc = await invitations.findOneAndUpdate(free, change, { returnDocument: 'after' }).lean()
      return doc ? toInvitation(doc) : null
    },
    async release(codeHash) {
      await invitations.updateOne({ _id: codeHash, platformId: absent() }, { $unset: { usedAt: 1 } })
    },
    async open(now) {
      const docs = await invitations
        .find({ usedAt: absent(), expiresAt: above(now) })
        .sort({ expiresAt: -1 })
        .lean()
      return docs.map(toInvitation)
    },
    async revoke(codeHash) {
      return (await invitations.deleteOne({ _id: codeHash, usedAt: absent() })).deletedCount === 1
    },
    async settle(codeHash, platformId) {
      await invitations.updateOne({ _id: codeHash }, { $set: { platformId } })
    },
  }
}

function toInvitation({ _id, ...rest }: InvitationDoc): Invitation {
  return { codeHash: _id, ...rest }
}

const KEPT_EVENTS = 1_000

export function createLaunchEventsStore(connection: Connection): LaunchEventStore {
  const events = modelOf(connection, 'LaunchEvent')
  return {
    async add(added) {
      if (added.length === 0) return
      await events.insertMany(added.map(event => toStored(event)))
      const [oldest] = await events.find({}).sort({ at: -1 }).skip(KEPT_EVENTS).limit(1).lean()
      if (oldest) await events.deleteMany({ at: upTo(oldest.at) })
    },
    async recent(limit) {
      const docs = await events.find({}).sort({ at: -1 }).limit(limit).lean()
      return docs.map(doc => fromStored<LaunchEvent>(doc))
    },
  }
}
