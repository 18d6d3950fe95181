/** Enrolments with the cached summary by which lists are narrowed. */
import type { Connection } from 'mongoose'
import { ConflictError, NotFoundError } from '#domain/errors'
import { byId, fromStored, isWritten, maybeStored, mergedPage, setOrUnset, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { Enrolment, EnrolmentStore } from '../ports/people.ts'
import { above, absent, among, present } from '../query.ts'
import type { EnrolmentDoc } from '../schemas/enrolment.schema.ts'

const HIDDEN = ['eligible']
const read = (doc: EnrolmentDoc) => fromStored<Enrolment>(doc, HIDDEN)

export function createEnrolmentsStore(connection: Connection): EnrolmentStore {
  const enrolments = modelOf(connection, 'Enrolment')
  const ofLearners = async (ids: string[]) =>
    (
      await enrolments
        .find({ learnerId: among(ids) })
        .sort({ learnerId: 1, programmeId: 1 })
        .lean()
    ).map(read)

  return {
    async create(enrolment) {
      const doc = { ...toStored(enrolment), eligible: enrolment.summary?.eligible ?? false }
      if (!(await isWritten(() => enrolments.create(doc))))
        throw new ConflictError('the learner is enrolled already', { programmeId: enrolment.programmeId })
    },
    byId: async id => maybeStored<Enrolment>(await enrolments.findById(id).lean(), HIDDEN),
    byIds: async ids => (await enrolments.find({ _id: among(ids) }).lean()).map(read),
    byLearner: learnerId => ofLearners([learnerId]),
    byLearners: ofLearners,
    find: async (learnerId, programmeId) =>
      maybeStored<Enrolment>(await enrolments.findOne({ learnerId, programmeId }).lean(), HIDDEN),
    async setFacts(id, facts) {
      const fields = Object.entries(facts).map(([name, value]) => [`facts.${name}`, value])
      const update = setOrUnset(Object.fromEntries(fields))
      const doc = await enrolments.findOneAndUpdate({ _id: id }, update, { returnDocument: 'after' }).lean()
      if (!doc) throw new NotFoundError('no such enrolment')
      return read(doc)
    },
    async replacePack({ id, facts, version, changes }, was) {
      const unchanged = { _id: id, 'pack.version': was?.version ?? absent() }
      const update = setOrUnset({
        'facts.enrolmentDocuments': facts.enrolmentDocuments ?? null,
        'facts.missingDocuments': facts.missingDocuments ?? null,
        pack: { version, changes },
      })
      const doc = await enrolments.findOneAndUpdate(unchanged, update, { returnDocument: 'after' }).lean()
      return doc ? read(doc) : null
    },
    async addDuplicate(id, duplicate) {
      const before = duplicate.number - 1
      const next = {
        _id: id,
        ...(before === 0
          ? { duplicates: absent() }
          : { [`duplicates.${before - 1}`]: present(), [`duplicates.${before}`]: absent() }),
      }
      const push = { $push: { duplicates: duplicate } }
      const doc = await enrolments.findOneAndUpdate(next, push, { returnDocument: 'after' }).lean()
      return doc ? read(doc) : null
    },
    async saveSummaries(items) {
      if (items.length === 0) return 0
      const updates = items.map(({ id, summary, was }) => ({
        updateOne: {
          filter: { _id: id as never, 'summary.at': was ?? absent() },
          update: { $set: { summary, eligible: summary.eligible } },
        },
      }))
      return (await enrolments.collection.bulkWrite(updates as never[], { ordered: false })).matchedCount
    },
    async listByProgramme({ programmeIds, eligible, after, limit }) {
      const of = (programmeId: string) => ({
        programmeId,
        ...(eligible !== undefined && { eligible }),
        ...(after !== undefined && { _id: above(after) }),
      })
      const page = (id: string) => enrolments.find(of(id)).sort({ _id: 1 }).limit(limit).lean()
      return (await mergedPage(programmeIds, limit, page, byId)).map(read)
    },
    countActive: ({ programmeIds, eligible, limit }) =>
      enrolments.countDocuments({ programmeId: among(programmeIds), status: 'active', eligible }, { limit }),
    async setStatus(id, status) {
      await enrolments.updateOne({ _id: id }, { $set: { status } })
    },
  }
}
