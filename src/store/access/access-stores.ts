/** Sessions, begun logins, platforms. */
import type { Connection } from 'mongoose'
import { ConflictError } from '#domain/errors'
import { fromStored, isWritten, maybeStored, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type {
  LaunchAttempt,
  LaunchAttemptStore,
  PlatformRegistration,
  PlatformStore,
  Session,
  SessionStore,
} from '../ports/access.ts'
import { above, absent, among, below, not } from '../query.ts'
import type { LaunchAttemptDoc, SessionDoc } from '../schemas/access.schema.ts'

export function createSessionsStore(connection: Connection): SessionStore {
  const sessions = modelOf(connection, 'Session')
  return {
    async create({ tokenHash, ...rest }) {
      // Straight to the driver: the type is the schema's, and validating it again costs as much as the write.
      await sessions.collection.insertOne({ _id: tokenHash, ...rest } as never)
    },
    async find(tokenHash, now) {
      const doc = await sessions.findOne({ _id: tokenHash, expiresAt: above(now) }).lean()
      return doc ? toSession(doc) : null
    },
    async findOver(tokenHash) {
      const doc = await sessions.findById(tokenHash).lean()
      return doc ? toSession(doc) : null
    },
    async change(tokenHash, changes) {
      await sessions.updateOne({ _id: tokenHash }, { $set: changes })
    },
    async end(tokenHash) {
      await sessions.deleteOne({ _id: tokenHash })
    },
    async endOf(deployments) {
      await sessions.deleteMany({ deployment: among(deployments) })
    },
    async endOfPerson(personId) {
      await sessions.deleteMany({ personId })
    },
  }
}

function toSession({ _id, ...rest }: SessionDoc): Session {
  return { tokenHash: _id, ...rest }
}

export function createLaunchAttemptsStore(connection: Connection): LaunchAttemptStore {
  const attempts = modelOf(connection, 'LaunchAttempt')
  return {
    async create({ stateHash, ...rest }) {
      await attempts.collection.insertOne({ _id: stateHash, ...rest } as never)
    },
    async find(stateHash) {
      const doc = await attempts.findById(stateHash).lean()
      return doc ? toAttempt(doc) : null
    },
    async consume(stateHash, now, binding = undefined) {
      const doc = await attempts
        .findOneAndUpdate(
          { _id: stateHash, ...binding, usedAt: absent(), expiresAt: above(now) },
          { $set: { usedAt: now.toISOString() }, $unset: { held: 1 } },
          { returnDocument: 'before' },
        )
        .lean()
      return doc ? { ...toAttempt(doc), usedAt: now.toISOString() } : null
    },
    async hold(stateHash, held, now) {
      const free = { _id: stateHash, usedAt: absent(), expiresAt: above(now) }
      return (await attempts.updateOne(free, { $set: { held } })).matchedCount === 1
    },
  }
}

function toAttempt({ _id, ...rest }: LaunchAttemptDoc): LaunchAttempt {
  return { stateHash: _id, ...rest }
}

export function createPlatformsStore(connection: Connection): PlatformStore {
  const platforms = modelOf(connection, 'Platform')
  const read = (docs: object[]) => docs.map(doc => fromStored<PlatformRegistration>(doc))
  return {
    async create(platform) {
      if (!(await isWritten(() => platforms.create(toStored(platform)))))
        throw new ConflictError('this issuer and client id are registered', { issuer: platform.issuer })
    },
    find: async (issuer, clientId) =>
      maybeStored<PlatformRegistration>(await platforms.findOne({ issuer, clientId }).lean()),
    byIssuer: async issuer => read(await platforms.find({ issuer }).sort({ clientId: 1 }).lean()),
    byId: async id => maybeStored<PlatformRegistration>(await platforms.findById(id).lean()),
    all: async () => read(await platforms.find({}).sort({ issuer: 1, clientId: 1 }).lean()),
    async setActive(id, active) {
      await platforms.updateOne({ _id: id }, { $set: { active } })
    },
    async noteDeployment(id, deploymentId, seenAt) {
      const unseen = { _id: id, 'deployments.id': not(deploymentId) }
      const deployment = { id: deploymentId, approved: false, seenAt }
      await platforms.updateOne(unseen, { $push: { deployments: deployment } })
    },
    async approveDeployment(id, deploymentId) {
      await platforms.updateOne(
        { _id: id, 'deployments.id': deploymentId },
        { $set: { 'deployments.$.approved': true } },
      )
    },
    async beginRotation(id, rotation, since) {
      const free = [{ 'rotation.from': not(rotation.from) }, { 'rotation.at': below(since) }]
      return (await platforms.updateOne({ _id: id, $or: free }, { $set: { rotation } })).matchedCount === 1
    },
  }
}
