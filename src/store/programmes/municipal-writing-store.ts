/** Decisions of municipalities on who writes and who signs. */
import type { Connection } from 'mongoose'
import { isWritten } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { MunicipalWritingStore } from '../ports/municipal-writing.ts'
import { absent, among, present } from '../query.ts'

export function createMunicipalWritingStore(connection: Connection): MunicipalWritingStore {
  const decisions = modelOf(connection, 'MunicipalWriting')
  return {
    async ofProgrammes(programmeIds) {
      const docs = await decisions.find({ programmeId: among(programmeIds) }).lean()
      return docs.map(({ _id, ...decision }) => decision)
    },
    async save(next) {
      const _id = `${next.programmeId}|${next.municipality}`
      const before = (next.history?.length ?? 0) - 1
      if (before === 0) return isWritten(() => decisions.create({ _id, ...next }))
      const asRead = { [`history.${before - 1}`]: present(), [`history.${before}`]: absent() }
      const { matchedCount } = await decisions.replaceOne({ _id, ...asRead }, next)
      return matchedCount === 1
    },
  }
}
