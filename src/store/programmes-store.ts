/** Programmes: few, read often. */
import type { Connection } from 'mongoose'
import { fromStored, maybeStored, toStored } from './documents.ts'
import { modelOf } from './models.ts'
import type { ProgrammeStore, StoredProgramme } from './ports/people.ts'
import { absent, among, present } from './query.ts'
import type { ProgrammeDoc } from './schemas/programme.schema.ts'

const HIDDEN = ['courses']
const courseKey = (connectionId: string, courseId: string) => `${connectionId}|${courseId}`

export function createProgrammesStore(connection: Connection): ProgrammeStore {
  const programmes = modelOf(connection, 'Programme')
  const all = (docs: ProgrammeDoc[]) => docs.map(doc => fromStored<StoredProgramme>(doc, HIDDEN))

  return {
    async save(programme) {
      await programmes.replaceOne({ _id: programme.id }, toDoc(programme), { upsert: true })
    },
    async setWriting(id, next) {
      const before = (next.history?.length ?? 0) - 1
      const read = before > 0 ? { [`writing.history.${before - 1}`]: present() } : {}
      const result = await programmes.updateOne(
        { _id: id, ...read, [`writing.history.${before}`]: absent() },
        { $set: { writing: next } },
      )
      return result.matchedCount === 1
    },
    byId: async id => maybeStored<StoredProgramme>(await programmes.findById(id).lean(), HIDDEN),
    async byIds(ids) {
      const docs = all(await programmes.find({ _id: among(ids) }).lean())
      return new Map(docs.map(programme => [programme.id, programme]))
    },
    all: async () => all(await programmes.find({}).sort({ _id: 1 }).lean()),
    byDeployments: async deployments =>
      all(
        await programmes
          .find({ deployments: among(deployments) })
          .sort({ _id: 1 })
          .lean(),
      ),
    async byCourses(connectionId, courseIds) {
      const keys = courseIds.map(courseId => courseKey(connectionId, courseId))
      return all(
        await programmes
          .find({ courses: among(keys) })
          .sort({ _id: 1 })
          .lean(),
      )
    },
  }
}

function toDoc(programme: StoredProgramme): ProgrammeDoc {
  const sources = programme.modules.flatMap(module => module.source ?? [])
  const courses = sources.map(source => courseKey(source.connectionId, source.courseId))
  return { ...toStored(programme), courses: [...new Set(courses)] }
}
