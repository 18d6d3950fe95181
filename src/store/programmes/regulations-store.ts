import type { Connection } from 'mongoose'
import { fromStored, isWritten, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { OwnRegulation, RegulationStore } from '../ports/regulations.ts'

/** Few, and read whole. */
export function createRegulationsStore(connection: Connection): RegulationStore {
  const regulations = modelOf(connection, 'Regulation')
  return {
    add: regulation => isWritten(() => regulations.create(toStored(regulation))),
    async all() {
      const docs = await regulations.find({}).sort({ at: 1, _id: 1 }).lean()
      return docs.map(doc => fromStored<OwnRegulation>(doc))
    },
    async remove(id) {
      await regulations.deleteOne({ _id: id })
    },
  }
}
