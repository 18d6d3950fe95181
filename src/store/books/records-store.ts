/** Recorded facts: each change is guarded by the length of the history that it was added to. */
import type { Connection } from 'mongoose'
import { fromStored, isWritten, maybeStored, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { BookRecord, RecordStore } from '../ports/records.ts'

const HIDDEN = ['steps']

export function createRecordsStore(connection: Connection): RecordStore {
  const records = modelOf(connection, 'BookRecord')
  const byId = async (id: string) => maybeStored<BookRecord>(await records.findById(id).lean(), HIDDEN)

  return {
    async create(record) {
      await isWritten(() => records.create({ ...toStored(record), steps: record.history.length }))
      return (await byId(record.id)) ?? record
    },
    byId,
    async ofEnrolment(enrolmentId) {
      const docs = await records.find({ enrolmentId }).sort({ enrolmentId: 1, createdAt: 1, _id: 1 }).lean()
      return docs.map(doc => fromStored<BookRecord>(doc, HIDDEN))
    },
    async change({ id, content, history, scan }) {
      const read = { _id: id, steps: history.length - 1 }
      const write = { content, history, steps: history.length, ...(scan && { scan }) }
      return (await records.updateOne(read, { $set: write })).matchedCount === 1
    },
  }
}
