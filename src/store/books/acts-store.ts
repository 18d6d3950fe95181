import type { Connection } from 'mongoose'
import { fromStored, isWritten, maybeStored, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { ActStore, GroupAct } from '../ports/acts.ts'
import { absent, among } from '../query.ts'

export function createActsStore(connection: Connection): ActStore {
  const acts = modelOf(connection, 'GroupAct')
  const byId = async (id: string) => maybeStored<GroupAct>(await acts.findById(id).lean())

  return {
    async create(act) {
      await isWritten(() => acts.create(toStored(act)))
      return (await byId(act.id)) ?? act
    },
    byId,
    async attachScan(id, scan) {
      const done = await acts.updateOne({ _id: id, scan: absent() }, { $set: { scan } })
      return done.matchedCount === 1
    },
    async ofProgrammes(programmeIds, limit) {
      const docs = await acts
        .find({ programmeId: among(programmeIds) })
        .sort({ at: -1 })
        .limit(limit)
        .lean()
      return docs.map(doc => fromStored<GroupAct>(doc))
    },
  }
}
