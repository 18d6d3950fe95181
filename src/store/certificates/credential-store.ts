/** Issuer keys, and what credentials rest on: each fact written once, the first writer wins. */
import type { Connection } from 'mongoose'
import { ConflictError } from '#domain/errors'
import { fromStored, isDuplicateKey, isWritten, maybeStored, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { CredentialStore, IssuerKey } from '../ports/credentials.ts'
import { present, within } from '../query.ts'

const HIDDEN = ['active']
const ACTIVE = 'now'
const MOST_ROUNDS = 500

export function createCredentialStore(connection: Connection): CredentialStore {
  const keys = modelOf(connection, 'IssuerKey')
  const facts = modelOf(connection, 'CredentialFact')
  const activeKey = async () => maybeStored<IssuerKey>(await keys.findOne({ active: ACTIVE }).lean(), HIDDEN)

  /** Whether the fact was written now; `false`: something is there, or the place is taken. */
  const wrote = (fact: { _id: string; place?: number; value?: string }): Promise<boolean> =>
    isWritten(() => facts.collection.insertOne(fact as never))

  return {
    activeKey,
    async addKey(key) {
      try {
        await keys.create({ ...toStored(key), active: ACTIVE })
        return key
      } catch (error) {
        const there = isDuplicateKey(error) ? await activeKey() : null
        if (there) return there
        throw error
      }
    },
    async retireKey(id, at) {
      const change = { $set: { retiredAt: at }, $unset: { active: 1 as const } }
      return (await keys.updateOne({ _id: id, active: ACTIVE }, change)).matchedCount === 1
    },
    key: async id => maybeStored<IssuerKey>(await keys.findById(id).lean(), HIDDEN),
    async keys() {
      const docs = await keys.find({}).sort({ createdAt: 1, _id: 1 }).lean()
      return docs.map(doc => fromStored<IssuerKey>(doc, HIDDEN))
    },
    async placeOf(credential) {
      const id = `place|${credential}`
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const there = (await facts.findById(id).lean())?.place
        if (there !== undefined) return there
        const [last] = await facts.find({ place: present() }).sort({ place: -1 }).limit(1).lean()
        const place = (last?.place ?? -1) + 1
        if (await wrote({ _id: id, place })) return place
      }
      throw new ConflictError('too many credentials at once')
    },
    async placed(first, count) {
      const docs = await facts.find({ place: within(first, first + count) }).lean()
      return new Map(docs.map(doc => [doc.place ?? 0, doc._id.slice('place|'.length)]))
    },
    async keep(name, value) {
      await wrote({ _id: `fact|${name}`, value })
      return (await facts.findById(`fact|${name}`).lean())?.value ?? value
    },
    kept: async name => (await facts.findById(`fact|${name}`).lean())?.value ?? null,
  }
}
