import { EventEmitter, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import type { Jobs, JobsDeps } from '#jobs/jobs'
import { createJobs } from '#jobs/jobs'
import { connectStore, type StoreConnection } from '#store/connect'
import type { Connection } from '#store/ports/connections'
import type { Run } from '#store/ports/runs'
import { SyncRunningError } from '#sync/errors'
import { newRun } from '#sync/run/run-record'
import { startTestStore, type TestStore } from '#tests/support/store'

const connection: Connection = {
  id: 'c1',
  name: 'moodle',
  title: 'Moodle',
  type: 'moodle',
  settings: {},
  sealedSecrets: 'x',
  deployments: [],
  createdAt: '2026-01-01T00:00:00Z',
}

describe('jobs', () => {
  let store: TestStore
  let database: StoreConnection
  const events = new EventEmitter()
  let latest: Run[]
  let lastFull: Run | null
  let signals: AbortSignal[]
  let run: () => Promise<Run>
  const done = async (): Promise<Run> => ({
    ...newRun('r', 'c1', 'incremental', 1, new Date()),
    status: 'done',
  })

  const deps = (): JobsDeps => ({
    db: database.connection,
    sync: {
      run: async (id, options) => {
        if (options?.signal) signals.push(options.signal)
        events.emit('pulled', id, options?.mode)
        return run()
      },
    },
    credits: {
      finishCertificates: async actor => {
        events.emit('certificates', actor.personId)
        return 0
      },
      recomputeAll: async actor => {
        events.emit('recomputed', actor.personId)
        return 0
      },
    },
    stores: {
      connections: { all: async () => [connection], byId: async id => (id === 'c1' ? connection : null) },
      runs: { latest: async () => latest, lastPass: async (_, mode) => (mode === 'full' ? lastFull : null) },
    },
    issuing: { work: async () => 0 },
    routes: { tellRequirements: async () => 0 },
    events: {
      derive: async () => 0,
      sweep: async () => 0,
      dispatch: async () => ({ heard: 0, failed: 0, buried: 0 }),
    },
    rosters: { readDue: async () => [] },
    everyMinutes: 60,
    now: () => new Date(),
    log: { info: () => {}, warn: () => {}, error: facts => events.emit('logged', facts) },
    random: () => 0,
    pollMs: 20,
    tickMs: 50,
    lockMs: 1_000,
  })

  beforeEach(async () => {
    latest = []
    lastFull = { ...(await done()), mode: 'full' }
    signals = []
    run = done
    store = await startTestStore()
    database = await connectStore(store.uri)
  })
  afterEach(async () => {
    await database.close()
    await store.close()
    events.removeAllListeners()
  })

  const jobsOf = () =>
    database.connection.collection('agendaJobs').find({ name: 'pull-connection' }).toArray()

  it('pulls every connection and looks after certificates; two workers share one job', async () => {
    const pulled = once(events, 'pulled')
    const looked = once(events, 'certificates')
    const recomputed = once(events, 'recomputed')
    const [one, two] = [createJobs(deps()), createJobs(deps())]
    await Promise.all([one.start(), two.start()])
    expect(await pulled).to.deep.equal(['c1', 'incremental'])
    expect(await looked).to.deep.equal(['system'])
    expect(await recomputed, 'once a day').to.deep.equal(['system'])
    await Promise.all([one.stop(), two.stop()])
    const jobs = await jobsOf()
    expect(jobs).to.have.length(1)
    const waits = jobs[0]?.nextRunAt.getTime() - jobs[0]?.lastFinishedAt.getTime()
    expect(waits / 60_000).to.be.closeTo(60, 0.1)
    expect(
      signals.every(signal => signal.aborted),
      'told to end after the page',
    ).to.equal(true)
  })

  it('reads every detail again once the last full pass is a week old', async () => {
    lastFull = { ...(await done()), startedAt: new Date(Date.now() - 8 * 86_400_000).toISOString() }
    const pulled = once(events, 'pulled')
    const jobs = createJobs(deps())
    await jobs.start()
    expect(await pulled).to.deep.equal(['c1', 'full'])
    await jobs.stop()
  })

  it('35 leaves a pull that outlasts the lock to the worker that runs it', async () => {
    let end = (): void => {}
    run = () =>
      new Promise(resolve => {
        end = () => void done().then(resolve)
      })
    const pulls: string[] = []
    events.on('pulled', id => pulls.push(id))
    const pulled = once(events, 'pulled')
    // what agenda's timers say after the test is nobody's failure
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const [one, two] = [1, 2].map(() => createJobs({ ...deps(), log, lockMs: 200 })) as [Jobs, Jobs]
    await Promise.all([one.start(), two.start()])
    await pulled
    await sleep(800)
    expect(pulls, 'four lives of a lock').to.deep.equal(['c1'])
    end()
    await Promise.all([one.stop(), two.stop()])
  })

  it('33 takes up an interrupted pull without waiting for its hour; that another process has it is no failure', async () => {
    latest.push(newRun('r', 'c1', 'incremental', 1, new Date()))
    run = async () => {
      throw new SyncRunningError('moodle', null)
    }
    const failures: unknown[] = []
    events.on('logged', facts => failures.push(facts))
    const pulled = once(events, 'pulled')
    const jobs = createJobs(deps())
    await jobs.start()
    await pulled
    await jobs.stop()
    expect(failures).to.deep.equal([])
  })
})
