import { EventEmitter, once } from 'node:events'
import { expect } from 'chai'
import { createJobs, type JobsDeps } from '#jobs/jobs'
import { connectStore, type StoreConnection } from '#store/connect'
import { startTestStore, type TestStore } from '#tests/support/store'

describe('jobs of courses', () => {
  let store: TestStore
  let database: StoreConnection
  before(async () => {
    store = await startTestStore()
    database = await connectStore(store.uri)
  })
  after(async () => {
    await database.close()
    await store.close()
  })

  it('derive, deliver, sweep and read rosters; each ends when the worker does', async () => {
    const ran = new EventEmitter()
    const note =
      <T>(name: string, answer: T) =>
      async (signal?: AbortSignal) => {
        ran.emit(name, signal)
        return answer
      }
    const deps: JobsDeps = {
      db: database.connection,
      sync: { run: async () => expect.fail('no connection') },
      credits: { finishCertificates: async () => 0, recomputeAll: async () => 0 },
      stores: {
        connections: { all: async () => [], byId: async () => null },
        runs: { latest: async () => [], lastPass: async () => null },
      },
      issuing: { work: async () => 0 },
      routes: { tellRequirements: async () => 0 },
      events: {
        derive: note('derive', 0),
        sweep: note('sweep', 0),
        dispatch: note('dispatch', { heard: 0, failed: 0, buried: 0 }),
      },
      rosters: { readDue: note('rosters', []) },
      everyMinutes: 60,
      now: () => new Date(),
      log: { info: () => {}, warn: () => {}, error: () => {} },
      pollMs: 20,
      tickMs: 50,
      lockMs: 1_000,
    }
    const all = Promise.all(['derive', 'sweep', 'dispatch', 'rosters'].map(name => once(ran, name)))
    const jobs = createJobs(deps)
    await jobs.start()
    const [, , dispatched = [], read = []] = (await all) as AbortSignal[][]
    await jobs.stop()
    expect([dispatched[0]?.aborted, read[0]?.aborted]).to.deep.equal([true, true])
  })
})
