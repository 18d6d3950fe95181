/** Batches of certificates to issue: each step one atomic update that may be repeated. */
import type { Connection } from 'mongoose'
import { fromStored, insertMissing, isWritten, replaceStored, storedById, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { IssueBatch, IssueItem, IssueLease, IssuePolicy, IssueStore } from '../ports/issue.ts'
import { among, present, upTo } from '../query.ts'
import type { IssueBatchDoc, IssueItemDoc } from '../schemas/issue.schema.ts'

const AFTER = { returnDocument: 'after' } as const
const HIDDEN = ['by', 'token', 'leaseUntil', 'forgetAt']
const NOBODY = new Date(0)
const CHUNK = 500

export function createIssueStore(connection: Connection): IssueStore {
  const batches = modelOf(connection, 'IssueBatch')
  const items = modelOf(connection, 'IssueItem')
  const held = ({ batch, token }: IssueLease) => ({ _id: batch.id, state: 'open' as const, token })

  return {
    async create(batch, forgetAt) {
      await isWritten(() => batches.create({ ...toStored(batch), by: batch.actor.personId, forgetAt }))
    },
    async byId(id) {
      const doc = await batches.findById(id).lean()
      return doc ? readBatch(doc) : null
    },
    async latest(personId, limit) {
      const found = batches.find({ by: personId, startedAt: present() }).sort({ startedAt: -1 })
      return (await found.limit(limit).lean()).map(readBatch)
    },
    async open(id, at, order) {
      const opened = { state: 'open' as const, startedAt: at, leaseUntil: NOBODY, ...(order && { order }) }
      await batches.updateOne({ _id: id, state: 'draft' }, { $set: opened, $unset: { forgetAt: 1 } })
      const doc = await batches.findById(id).lean()
      return doc ? readBatch(doc) : null
    },
    async addItems(added) {
      const docs = added.map(item => ({ _id: idOf(item), ...item }))
      await insertMissing(items.collection, docs, CHUNK)
    },
    async claim(token, now, leaseMs) {
      const free = { state: 'open' as const, leaseUntil: upTo(now) }
      const taken = { $set: { token, leaseUntil: after(now, leaseMs) } }
      const doc = await batches
        .findOneAndUpdate(free, taken, { ...AFTER, sort: { state: 1, leaseUntil: 1 } })
        .lean()
      return doc ? { batch: readBatch(doc), token } : null
    },
    async renew(lease, now, leaseMs) {
      const renewed = await batches.updateOne(held(lease), { $set: { leaseUntil: after(now, leaseMs) } })
      return renewed.matchedCount === 1
    },
    async release(lease) {
      await batches.updateOne(held(lease), { $set: { leaseUntil: NOBODY }, $unset: { token: 1 } })
    },
    async finish(lease, at) {
      const done = {
        $set: { state: 'done' as const, finishedAt: at },
        $unset: { token: 1 as const, leaseUntil: 1 as const },
      }
      await batches.updateOne(held(lease), done)
    },
    async waiting(batchId, limit) {
      const found = items.find({ batchId, state: 'waiting' }).sort({ batchId: 1, state: 1, position: 1 })
      return (await found.limit(limit).lean()).map(readItem)
    },
    async settle({ batchId, enrolmentId, ...outcome }) {
      await items.updateOne({ _id: idOf({ batchId, enrolmentId }), state: 'waiting' }, { $set: outcome })
    },
    async counts(batchId) {
      const count = (state: IssueItem['state']) => items.countDocuments({ batchId, state })
      const [waiting, issued, refused] = await Promise.all([
        count('waiting'),
        count('issued'),
        count('refused'),
      ])
      return { waiting, issued, refused }
    },
    async items({ batchId, state, limit }) {
      const found = items
        .find({ batchId, ...(state && { state }) })
        .sort({ batchId: 1, state: 1, position: 1 })
      return (await found.limit(limit).lean()).map(readItem)
    },
    ...createPolicies(connection),
  }
}

function createPolicies(connection: Connection): Pick<IssueStore, 'policies' | 'replacePolicy'> {
  const policies = modelOf(connection, 'IssuePolicy')
  return {
    policies: async ids => storedById<IssuePolicy>(await policies.find({ _id: among(ids) }).lean()),
    replacePolicy: (next, read) => replaceStored(policies, next, read),
  }
}

const idOf = ({ batchId, enrolmentId }: Pick<IssueItem, 'batchId' | 'enrolmentId'>) =>
  `${batchId}|${enrolmentId}`
const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms)
const readBatch = (doc: IssueBatchDoc): IssueBatch => fromStored<IssueBatch>(doc, HIDDEN)
const readItem = ({ _id: _, ...item }: IssueItemDoc): IssueItem => item
