/** Entries: the record itself. Reads that grow go to `./entries-queue.ts`, the one write that decides to `./entries-transition.ts`. */
import type { Connection } from 'mongoose'
import { type BookKey, bookKey } from '#domain/books/book-key'
import type { Entry } from '#domain/entries/entry'
import { compareInBook } from '#domain/entries/entry-numbers'
import { InvalidInputError } from '#domain/errors'
import { ENTRY_STATUSES } from '#domain/kinds'
import { insertMissing } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { EntryStore } from '../ports/entries.ts'
import { absent, among } from '../query.ts'
import type { EntryDoc } from '../schemas/entry.schema.ts'
import { createEntryQueue } from './entries-queue.ts'
import { createEntryTransition } from './entries-transition.ts'
import { compareText, readEntry, toEntryDoc } from './entry-document.ts'

/** Documents in one insert command. */
const CHUNK = 1_000
/** Documents in one answer; the driver's first batch of 101 would make it two. */
const BATCH = 5_000

/** What a remark on another entry asks for. */
const SIBLING = { learnerId: 1, programmeId: 1, moduleId: 1, date: 1, title: 1, status: 1, createdAt: 1 }

/** On the index of books: of each learner these programmes, so that pairs nobody asked for are left out afterwards. */
const booksOf = (keys: readonly BookKey[]) => ({
  learnerId: among([...new Set(keys.map(key => key.learnerId))]),
  programmeId: among([...new Set(keys.map(key => key.programmeId))]),
})

export function createEntriesStore(connection: Connection, newId: () => string): EntryStore {
  const entries = modelOf(connection, 'Entry')
  const inBookOrder = (docs: EntryDoc[]) => docs.map(readEntry).sort(compareInBook)

  return {
    async insertNew(items) {
      if (items.some(entry => entry.status !== 'imported')) {
        throw new InvalidInputError('a new entry starts as imported: only a transition takes a slot')
      }
      return insertMissing(entries.collection, items.map(toEntryDoc), CHUNK)
    },
    async byId(id) {
      const doc = await entries.findById(id).lean()
      return doc ? readEntry(doc) : null
    },
    byIds: async ids => inBookOrder(await entries.find({ _id: among(ids) }).lean()),
    ofBook: async (learnerId, programmeId) =>
      (
        await entries
          .find({ learnerId, programmeId })
          .sort({ learnerId: 1, programmeId: 1, createdAt: 1, _id: 1 })
          .lean()
      ).map(readEntry),
    async ofBooks(keys) {
      const wanted = new Set(keys.map(bookKey))
      const docs = await entries.find(booksOf(keys)).batchSize(BATCH).lean()
      return inBookOrder(docs.filter(doc => wanted.has(bookKey(doc))))
    },
    async siblings(keys) {
      const wanted = new Set(keys.map(bookKey))
      const docs = await entries.find(booksOf(keys), SIBLING).batchSize(BATCH).lean()
      return docs.filter(doc => wanted.has(bookKey(doc))).map(({ _id, ...doc }) => ({ id: _id, ...doc }))
    },
    async countByStatus(connectionId) {
      const counts = ENTRY_STATUSES.map(async status => [
        status,
        await entries.countDocuments({ status, 'origin.connectionId': connectionId }),
      ])
      return Object.fromEntries((await Promise.all(counts)).filter(([, n]) => n !== 0))
    },
    async byCompletions(connectionId, keys) {
      const docs = await entries
        .find({ 'origin.connectionId': connectionId, 'origin.completionKey': among(keys) })
        .lean()
      return docs.map(readEntry).sort((a, b) => revisionOf(b) - revisionOf(a) || compareText(a.id, b.id))
    },
    transition: createEntryTransition(connection, newId),
    ...createEntryQueue(connection),
    async isEmpty(programmeIds) {
      const any = { status: among(ENTRY_STATUSES), programmeId: among(programmeIds) }
      return programmeIds.length === 0 || (await entries.findOne(any, { _id: 1 }).lean()) === null
    },
    async lastDecided(programmeId, limit) {
      const newest = (status: 'confirmed' | 'rejected') =>
        entries
          .find({ status, programmeId })
          .sort({ status: -1, programmeId: -1, createdAt: -1 })
          .limit(limit)
      const docs = await Promise.all([newest('confirmed').lean(), newest('rejected').lean()])
      return docs.flat().map(readEntry)
    },
    byBatch: async batchId => inBookOrder(await entries.find({ 'history.batchId': batchId }).lean()),
    async consume(entryIds, certificateId) {
      const free = { _id: among(entryIds), status: 'confirmed' as const, consumedBy: absent() }
      await entries.updateMany(free, { $set: { consumedBy: certificateId } })
      const ours = await entries.find({ _id: among(entryIds), consumedBy: certificateId }, { _id: 1 }).lean()
      return ours.map(doc => doc._id)
    },
    async release(certificateId) {
      await entries.updateMany({ consumedBy: certificateId }, { $unset: { consumedBy: 1 } })
    },
    async setDiffers(items) {
      if (items.length === 0) return
      await entries.collection.bulkWrite(
        items.map(({ id, differs }) => ({
          updateOne: { filter: { _id: id as never }, update: { $set: { differs } } },
        })),
        { ordered: false },
      )
    },
  }
}

function revisionOf(entry: Entry): number {
  return entry.origin.type === 'completion' ? entry.origin.revision : 0
}
