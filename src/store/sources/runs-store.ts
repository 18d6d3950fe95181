/** Records of pulls; writes are guarded by the fence: whoever was overtaken writes nothing. */
import type { Connection } from 'mongoose'
import { modelOf } from '../models.ts'
import { DECIDED_AFTER, type Run, type RunStore } from '../ports/runs.ts'
import { among, not, upTo } from '../query.ts'
import type { RunDoc } from '../schemas/source.schema.ts'

export function createRunsStore(connection: Connection): RunStore {
  const runs = modelOf(connection, 'Run')
  const notOvertaken = ({ id, fence }: { id: string; fence: number }) => ({ _id: id, fence: upTo(fence) })

  async function request(id: string, asked: { cancelRequested: true } | { pauseRequested: true }) {
    const filter = { _id: id, status: 'running' as const }
    return (await runs.updateOne(filter, { $set: asked })).matchedCount === 1
  }

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
        .findOne({ connectionId, status: among(OPEN) })
        .sort({ startedAt: -1, _id: -1 })
        .lean()
      return doc ? fromDoc(doc) : null
    },
    async latest(connectionId, limit) {
      const newest = runs.find({ connectionId }).sort({ startedAt: -1, _id: -1 })
      return (await newest.limit(limit).lean()).map(fromDoc)
    },
    async lastPass(connectionId, mode) {
      // a replay is a run as well, but no pass through the source: it has no progress
      const passes = { connectionId, status: 'done' as const, progress: 1, ...(mode && { mode }) }
      const doc = await runs.findOne(passes).sort({ startedAt: -1, _id: -1 }).lean()
      return doc ? fromDoc(doc) : null
    },
    async nextPulls(connectionIds) {
      const jobs = await connection
        .collection<PullJob>(JOBS)
        .find({ name: 'pull-connection', 'data.connectionId': { $in: [...connectionIds] } })
        .toArray()
      return new Map(
        jobs.flatMap(({ data, nextRunAt }) => (nextRunAt ? [[data.connectionId, nextRunAt] as const] : [])),
      )
    },
    async takeOver(id, fence) {
      const filter = { ...notOvertaken({ id, fence }), status: among(OPEN) }
      const update = { $set: { fence, status: 'running' as const }, $unset: { pauseRequested: 1 as const } }
      return (await runs.updateOne(filter, update)).matchedCount === 1
    },
    async checkpoint(run) {
      const filter = { ...notOvertaken(run), status: 'running' as const }
      const doc = await runs
        .findOneAndUpdate(filter, { $set: stateOf(run) }, { returnDocument: 'after' })
        .lean()
      return {
        held: doc !== null,
        cancelRequested: doc?.cancelRequested === true,
        pauseRequested: doc?.pauseRequested === true,
      }
    },
    async finish(run) {
      return (await runs.updateOne(notOvertaken(run), { $set: stateOf(run) })).matchedCount === 1
    },
    requestCancel: id => request(id, { cancelRequested: true }),
    requestPause: id => request(id, { pauseRequested: true }),
    async decideHeld(id, decision) {
      const said = Object.entries(decision).map(([field, value]) => [`removals.${field}`, value])
      const before = { _id: id, 'removals.status': among(DECIDED_AFTER[decision.status]) }
      return (await runs.updateOne(before, { $set: Object.fromEntries(said) })).matchedCount === 1
    },
    async supersedeHeld(connectionId, exceptRunId) {
      const older = { connectionId, 'removals.status': among(HELD), _id: not(exceptRunId) }
      await runs.updateMany(older, { $set: { 'removals.status': 'superseded' } })
    },
  }
}

/** Agenda's own collection: one job a connection (`src/jobs/jobs.ts`). */
const JOBS = 'agendaJobs'

interface PullJob {
  name: string
  data: { connectionId: string }
  nextRunAt: Date | null
}

/** Runs that somebody may go on with. */
const OPEN = ['running', 'paused'] as const

/** Lists that nobody has seen through to the end (`isHeld`). */
const HELD = ['held', 'releasing'] as const

/** All that the runner decides; whether cancelling or pausing was asked for is somebody else's word. */
function stateOf(run: Run): Omit<RunDoc, '_id' | 'cancelRequested' | 'pauseRequested'> {
  const { _id: _, cancelRequested: __, pauseRequested: ___, ...state } = toDoc(run)
  return state
}

function toDoc({ id, cursor, ...rest }: Run): RunDoc {
  return { _id: id, ...rest, cursor: JSON.stringify(cursor ?? null) }
}

function fromDoc({ _id, cursor, ...rest }: RunDoc): Run {
  return { id: _id, ...rest, cursor: JSON.parse(cursor) as unknown }
}
