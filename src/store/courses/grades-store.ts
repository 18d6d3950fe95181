/** Grades by context: what was sent, what waits, what was refused. */
import type { Connection } from 'mongoose'
import { fromStored, maybeStored, putStored, storedById } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { GradeRecord, GradeStore } from '../ports/grades.ts'
import { above, among } from '../query.ts'

export function createGradesStore(connection: Connection): GradeStore {
  const grades = modelOf(connection, 'Grade')
  return {
    byId: async id => maybeStored<GradeRecord>(await grades.findById(id).lean()),
    byIds: async ids => storedById<GradeRecord>(await grades.find({ _id: among(ids) }).lean()),
    save: record => putStored(grades, record),
    async countByState(grantId) {
      const count = (state: GradeRecord['state']) => grades.countDocuments({ grantId, state })
      const [waiting, sent, refused] = await Promise.all([count('waiting'), count('sent'), count('refused')])
      return { waiting, sent, refused }
    },
    async list({ grantId, state, after, limit }) {
      const docs = await grades
        .find({ grantId, ...(state && { state }), ...(after !== undefined && { _id: above(after) }) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean()
      return docs.map(doc => fromStored<GradeRecord>(doc))
    },
    async forgetRefusals(grantId) {
      const refused = await grades.find({ grantId, state: 'refused' }).lean()
      const ids = refused.map(doc => doc._id)
      await grades.updateMany({ _id: among(ids), state: 'refused' }, { $set: { state: 'waiting' } })
      return [...new Set(refused.map(doc => doc.personId))]
    },
  }
}
