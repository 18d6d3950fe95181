/** Records of pulls; writes are guarded by the fence: whoever was overtaken writes nothing. */
import type { Connection } from 'mongoose'
import { modelOf } from './models.ts'
import type { Run, RunStore } from './ports/sources.ts'
import { upTo } from './query.ts'
import type { RunDoc } from './schemas/source.schema.ts'

export function createRunsStore(connection: Connection): RunStore {
  const runs = modelOf(connection, 'Run')
  const notOvertaken = ({ id, fence }: { id: string; fence: number }) => ({ _id: id, fence: upTo(fence) })

  return {
    async create(run) {
      await runs.create(toDoc(run))
    },
    async byId(id) {
      const doc = await runs.findById(id).lean()
      return doc ? fromDoc(doc) : null
    },
    async unfinished(connectionId) {
      const doc = await runs
        .findOne({ connectionId, status: 'running' })
        .sort({ startedAt: -1, _id: -1 })
        .lean()
      return doc ? fromDoc(doc) : null
    },
    async latest(connectionId, limit) {
      const newest = runs.find({ connectionId }).sort({ startedAt: -1, _id: -1 })
      return (await newest.limit(limit).lean()).map(fromDoc)
    },
    async takeOver(id, fence) {
      const filter = { ...notOvertaken({ id, fence }), status: 'running' as const }
      return (await runs.updateOne(filter, { $set: { fence } })).matchedCount === 1
    },
    async checkpoint(run) {
      const filter = { ...notOvertaken(run), status: 'running' as const }
      const doc = await runs
        .findOneAndUpdate(filter, { $set: stateOf(run) }, { returnDocument: 'after' })
        .lean()
      return { held: doc !== null, cancelRequested: doc?.cancelRequested === true }
    },
    async finish(run) {
      return (await runs.updateOne(notOvertaken(run), { $set: stateOf(run) })).matchedCount === 1
    },
    async requestCancel(id) {
      const filter = { _id: id, status: 'running' as const }
      return (await runs.updateOne(filter, { $set: { cancelRequested: true } })).matchedCount === 1
    },
  }
}

/** All that the runner decides; whether cancelling was asked for is somebody else's word. */
function stateOf(run: Run): Omit<RunDoc, '_id' | 'cancelRequested'> {
  const { _id: _, cancelRequested: __, ...state } = toDoc(run)
  return state
}

function toDoc({ id, cursor, ...rest }: Run): RunDoc {
  return { _id: id, ...rest, cursor: JSON.stringify(cursor ?? null) }
}

function fromDoc({ _id, cursor, ...rest }: RunDoc): Run {
  return { id: _id, ...rest, cursor: JSON.parse(cursor) as unknown }
}
