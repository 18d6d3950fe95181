/** What the federal register asks for, and its exports. */
import type { Connection } from 'mongoose'
import { fromStored, isWritten, replaceStored, storedById, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { EducationRecord, FederalProgrammeRecord, FederalRun, FederalStore } from '../ports/federal.ts'
import { among } from '../query.ts'

export function createFederalStore(connection: Connection): FederalStore {
  const educations = modelOf(connection, 'Education')
  const programmes = modelOf(connection, 'FederalProgramme')
  const runs = modelOf(connection, 'FederalRun')
  const readRuns = (docs: object[]) => docs.map(doc => fromStored<FederalRun>(doc))
  return {
    educations: async ids => storedById<EducationRecord>(await educations.find({ _id: among(ids) }).lean()),
    replaceEducation: (next, read) => replaceStored(educations, next, read),
    programmes: async ids =>
      storedById<FederalProgrammeRecord>(await programmes.find({ _id: among(ids) }).lean()),
    replaceProgramme: (next, read) => replaceStored(programmes, next, read),
    addRun: run => isWritten(() => runs.create(toStored(run))),
    countRuns: () => runs.countDocuments({}),
    async setMarked(runId) {
      await runs.updateOne({ _id: runId }, { $set: { marked: true } })
    },
    unmarkedRuns: async () => readRuns(await runs.find({ marked: false }).sort({ at: 1 }).lean()),
    async runs(limit, by) {
      const found = runs.find(by === undefined ? {} : { by })
      return readRuns(await found.sort({ at: -1 }).limit(limit).lean())
    },
  }
}
