/** Who has heard what: leases on streams, and the books that may have something to tell. */
import type { Connection } from 'mongoose'
import { bookKey } from '#domain/books/book-key'
import { chunksOf, isDuplicateKey } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { Delivery, DeliveryLease, OutboxStore } from '../ports/outbox.ts'
import { above, among, upTo } from '../query.ts'
import type { DeliveryDoc, TouchedBookDoc } from '../schemas/outbox.schema.ts'

type Deliveries = Pick<
  OutboxStore,
  | 'touch'
  | 'touched'
  | 'settle'
  | 'deliveries'
  | 'wake'
  | 'claim'
  | 'claimStream'
  | 'advance'
  | 'retry'
  | 'release'
  | 'waiting'
>

/** Updates in one command. */
const CHUNK = 500
const idOf = (subscriber: string, stream: string): string => `${subscriber}|${stream}`

export function createDeliveries(connection: Connection): Deliveries {
  const deliveries = modelOf(connection, 'Delivery')
  const touched = modelOf(connection, 'TouchedBook')

  const held = ({ subscriber, stream, token }: DeliveryLease) => ({ _id: idOf(subscriber, stream), token })

  async function take(
    filter: object,
    token: string,
    now: Date,
    leaseMs: number,
  ): Promise<DeliveryLease | null> {
    const doc = await deliveries
      .findOneAndUpdate(
        { ...filter, notBefore: upTo(now) },
        { $set: { token, notBefore: after(now, leaseMs) } },
        { sort: { notBefore: 1 }, returnDocument: 'after' },
      )
      .lean()
    return doc ? { ...toDelivery(doc), token } : null
  }

  return {
    async touch(books, at) {
      for (const chunk of chunksOf(books, CHUNK)) {
        const writes = chunk.map(({ learnerId, programmeId }) => ({
          updateOne: {
            filter: { _id: bookKey({ learnerId, programmeId }) },
            update: { $set: { learnerId, programmeId }, $max: { touchedAt: at } },
            upsert: true,
          },
        }))
        await bulk(() => touched.collection.bulkWrite(writes as never[], { ordered: false }))
      }
    },
    async touched(limit, last) {
      const found = touched.find(last ? { _id: above(bookKey(last)) } : {}).sort({ _id: 1 })
      const docs: TouchedBookDoc[] = await found.limit(limit).lean()
      return docs.map(({ _id: _, ...book }) => book)
    },
    async settle(books) {
      const writes = books.map(book => ({
        deleteOne: { filter: { _id: bookKey(book), touchedAt: book.touchedAt } },
      }))
      if (writes.length > 0) await touched.collection.bulkWrite(writes as never[], { ordered: false })
    },

    async deliveries(subscriber, streams) {
      const ids = streams.map(stream => idOf(subscriber, stream))
      const docs = await deliveries.find({ _id: among(ids) }).lean()
      return new Map(docs.map(doc => [doc.stream, toDelivery(doc)]))
    },
    async wake(subscriber, streams, now) {
      for (const chunk of chunksOf(streams, CHUNK)) {
        const writes = chunk.map(({ stream, wanted }) => ({
          updateOne: {
            filter: { _id: idOf(subscriber, stream) },
            update: {
              $max: { wanted },
              $set: { isPending: true },
              $setOnInsert: { subscriber, stream, done: 0, attempts: 0, notBefore: now },
            },
            upsert: true,
          },
        }))
        await bulk(() => deliveries.collection.bulkWrite(writes as never[], { ordered: false }))
      }
    },
    claim: (subscriber, token, now, leaseMs) => take({ subscriber, isPending: true }, token, now, leaseMs),
    claimStream: (subscriber, stream, token, now, leaseMs) =>
      take({ _id: idOf(subscriber, stream) }, token, now, leaseMs),
    async advance(lease, done, now, leaseMs) {
      const change = { $set: { done, attempts: 0, notBefore: after(now, leaseMs) }, $unset: { error: 1 } }
      return (await deliveries.updateOne(held(lease), change as never)).matchedCount === 1
    },
    async retry(lease, { done, attempts, code, at }) {
      const change = { $set: { done, attempts, error: code, notBefore: at }, $unset: { token: 1 } }
      await deliveries.updateOne(held(lease), change as never)
    },
    async release(lease, done, now) {
      const free = { $set: { done, notBefore: now }, $unset: { token: 1 } }
      const heardAll = { ...held(lease), wanted: upTo(done) }
      const quiet = { ...free, $set: { ...free.$set, isPending: false } }
      if ((await deliveries.updateOne(heardAll, quiet as never)).matchedCount === 1) return
      await deliveries.updateOne(held(lease), free as never)
    },
    async waiting(subscriber, limit) {
      const docs = await deliveries
        .find({ subscriber, isPending: true })
        .sort({ subscriber: 1, isPending: 1, notBefore: 1 })
        .limit(limit)
        .lean()
      return docs.map(toDelivery)
    },
  }
}

function toDelivery({ subscriber, stream, done, wanted, attempts, error }: DeliveryDoc): Delivery {
  return { subscriber, stream, done, wanted, attempts, ...(error !== undefined && { error }) }
}

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms)

/** Two upserts of one document at once: the second finds it there. */
async function bulk(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    await write()
  }
}
