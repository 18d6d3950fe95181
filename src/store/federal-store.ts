/** What the federal register asks for, and its exports. */
import type { Connection, Model } from 'mongoose'
import { fromStored, isDuplicateKey, toStored } from './documents.ts'
import { modelOf } from './models.ts'
import type { EducationRecord, FederalProgrammeRecord, FederalRun, FederalStore } from './ports/federal.ts'
import { among } from './query.ts'

export function createFederalStore(connection: Connection): FederalStore {
  const educations = modelOf(connection, 'Education')
  const programmes = modelOf(connection, 'FederalProgramme')
  const runs = modelOf(connection, 'FederalRun')
  const readRuns = (docs: object[]) => docs.map(doc => fromStored<FederalRun>(doc))
  return {
    educations: ids => byId<EducationRecord>(educations as unknown as Model<object>, ids),
    saveEducation: record => put(educations as unknown as Model<object>, record),
    programmes: ids => byId<FederalProgrammeRecord>(programmes as unknown as Model<object>, ids),
    saveProgramme: record => put(programmes as unknown as Model<object>, record),
    async addRun(run) {
      try {
        await runs.create(toStored(run))
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    countRuns: () => runs.countDocuments({}),
    async setMarked(runId) {
      await runs.updateOne({ _id: runId }, { $set: { marked: true } })
    },
    unmarkedRuns: async () => readRuns(await runs.find({ marked: false }).sort({ at: 1 }).lean()),
    runs: async limit => readRuns(await runs.find({}).sort({ at: -1 }).limit(limit).lean()),
  }
}

async function byId<T extends { id: string }>(model: Model<object>, ids: string[]): Promise<Map<string, T>> {
  const docs = await model.find({ _id: among(ids) }).lean()
  return new Map(docs.map(doc => [String(doc._id), fromStored<T>(doc)]))
}

async function put<T extends { id: string }>(model: Model<object>, record: T): Promise<void> {
  const { _id, ...rest } = toStored(record)
  await model.replaceOne({ _id }, rest, { upsert: true })
}
