/** Programmes: few, read often. */
import type { Connection } from 'mongoose'
import { fromStored, isWritten, maybeStored, storedById, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { ProgrammeStore, StoredProgramme } from '../ports/people.ts'
import { absent, among, present } from '../query.ts'
import type { ProgrammeDoc } from '../schemas/programme.schema.ts'

const HIDDEN = ['courses']
const FIRST = 1
const courseKey = (connectionId: string, courseId: string) => `${connectionId}|${courseId}`

export function createProgrammesStore(connection: Connection): ProgrammeStore {
  const programmes = modelOf(connection, 'Programme')
  const versions = modelOf(connection, 'ProgrammeVersion')
  const all = (docs: ProgrammeDoc[]) => docs.map(doc => fromStored<StoredProgramme>(doc, HIDDEN))

  return {
    async save(programme) {
      await programmes.replaceOne({ _id: programme.id }, toDoc(programme), { upsert: true })
    },
    async replace(next, read) {
      if (!read) return isWritten(() => programmes.create(toDoc(next)))
      const version = read.version ?? FIRST
      const key = { _id: `${read.id}|${version}`, programmeId: read.id, version }
      await isWritten(() => versions.create({ ...key, programme: read }))
      const isAsRead = { _id: next.id, version: read.version ?? absent() }
      const { matchedCount } = await programmes.replaceOne(isAsRead, toDoc(next))
      return matchedCount === 1
    },
    async versions(id) {
      const docs = await versions.find({ programmeId: id }).sort({ version: -1 }).lean()
      return docs.map(({ programme }) => programme)
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
    byIds: async ids =>
      storedById<StoredProgramme>(await programmes.find({ _id: among(ids) }).lean(), HIDDEN),
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
