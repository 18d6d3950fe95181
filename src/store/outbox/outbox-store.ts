/** The outbox: events by learner in order, and how far each subscriber has heard them. */
import type { Connection } from 'mongoose'
import { ConflictError } from '#domain/errors'
import { groupBy } from '#domain/group-by'
import { fromStored, isWritten, maybeStored, putStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { DeadLetter, NewEvent, OutboxEvent, OutboxStore } from '../ports/outbox.ts'
import { above, among } from '../query.ts'
import { createDeliveries } from './outbox-deliveries.ts'

/** Each round somebody appends, so this many at one instant to one learner are served. */
const MOST_ROUNDS = 100

export function createOutboxStore(connection: Connection): OutboxStore {
  const events = modelOf(connection, 'OutboxEvent')
  const dead = modelOf(connection, 'DeadLetter')
  const deliveries = modelOf(connection, 'Delivery')
  const read = (docs: object[]) => docs.map(doc => fromStored<OutboxEvent>(doc))

  async function lastSeq(stream: string): Promise<number> {
    const [last] = await events.find({ stream }).sort({ stream: -1, seq: -1 }).limit(1).lean()
    return last?.seq ?? 0
  }

  /** The next place in the stream, under its unique index; whoever loses it takes the one after. */
  async function appendOne(stream: string, { id, ...event }: NewEvent, last: number): Promise<number | null> {
    let seq = last
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const doc = { _id: id, stream, seq: seq + 1, ...event }
      if (await isWritten(() => events.create(doc))) return doc.seq
      if (await events.exists({ _id: id })) return null
      seq = await lastSeq(stream)
    }
    throw new ConflictError('a stream that everybody appends to')
  }

  return {
    ...createDeliveries(connection),
    async append(stream, list) {
      let seq = list.length > 0 ? await lastSeq(stream) : 0
      let appended = 0
      for (const event of list) {
        const placed = await appendOne(stream, event, seq)
        if (placed === null) continue
        seq = placed
        appended += 1
      }
      return appended
    },
    async ofStreams(streams) {
      const docs = await events
        .find({ stream: among(streams) })
        .sort({ stream: 1, seq: 1 })
        .lean()
      return groupBy(read(docs), event => event.stream)
    },
    async after(stream, seq, limit) {
      const found = events.find({ stream, seq: above(seq) }).sort({ stream: 1, seq: 1 })
      return read(await found.limit(limit).lean())
    },
    byId: async id => maybeStored<OutboxEvent>(await events.findById(id).lean()),

    bury: letter => putStored(dead, letter),
    async deadLetters({ subscriber, after, limit }) {
      const docs = await dead
        .find({ ...(subscriber && { subscriber }), ...(after !== undefined && { _id: above(after) }) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean()
      return docs.map(doc => fromStored<DeadLetter>(doc))
    },
    async askReplay(id) {
      return (await dead.updateOne({ _id: id }, { $set: { replay: true } })).matchedCount === 1
    },
    async replays(subscriber, limit) {
      const asked = dead.find({ subscriber, replay: true }).sort({ _id: 1 }).limit(limit)
      return (await asked.lean()).map(doc => fromStored<DeadLetter>(doc))
    },
    async unbury(id) {
      await dead.deleteOne({ _id: id })
    },
    async forget(subscriber) {
      await deliveries.deleteMany({ subscriber })
      await dead.deleteMany({ subscriber })
    },
  }
}
