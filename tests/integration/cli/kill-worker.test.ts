import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import type { Run } from '#store/ports/runs'
import { MOODLE } from '#tests/integration/sync/moodle-site'
import { type Lms, startLms } from '#tests/lms/server'
import { scratch } from '#tests/support/zachetka'
import { closeSites, openSite, PAGE, pageBegun, type Site, stateOf } from './killed-site.ts'

const command = path.resolve(import.meta.dirname, '../../../src/zachetka.mjs')

describe('zachetka worker, killed for real', function () {
  this.timeout(120_000)
  let lms: Lms
  const workers: ChildProcess[] = []
  before(async () => {
    lms = await startLms({ learners: 14, courses: 2, odd: false, completedShare: 0.8 })
  })
  afterEach(async () => {
    lms.faults.clear()
    await Promise.all(workers.splice(0).map(kill))
  })
  after(async () => {
    await closeSites()
    await lms.close()
  })

  function startWorker({ environment }: Site): ChildProcess {
    const env = { ...process.env, DATA_DIR: scratch(), LOG_LEVEL: 'error', ...environment }
    const child = spawn(process.execPath, [command, 'worker'], { env, stdio: 'ignore' })
    workers.push(child)
    return child
  }

  async function kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }

  async function ended({ stores }: Site, worker: ChildProcess): Promise<Run> {
    for (;;) {
      const [run] = await stores.runs.latest(MOODLE, 1)
      if (run && run.status !== 'running') return run
      expect(worker.exitCode, 'the worker lives').to.equal(null)
      await sleep(50)
    }
  }

  /** The dead worker's lease and its locks on jobs live a minute or two. */
  async function letLeasesEnd({ database: { connection } }: Site): Promise<void> {
    await connection.collection('connections').updateMany({}, { $set: { leaseUntil: new Date(0) } })
    await connection
      .collection('agendaJobs')
      .updateMany({ name: 'resume-runs' }, { $set: { nextRunAt: new Date(), lockedAt: null } })
  }

  it('leaves a scheduled pull to the next worker, which ends it as one that nobody killed', async () => {
    const undisturbed = await openSite(lms)
    const worker = startWorker(undisturbed)
    const whole = await ended(undisturbed, worker)
    await kill(worker)

    const site = await openSite(lms)
    lms.faults.on(
      'core_enrol_get_users_courses',
      { kind: 'slow', ms: 60_000 },
      { call: PAGE + 1, times: Number.POSITIVE_INFINITY },
    )
    const doomed = startWorker(site)
    await pageBegun(site, doomed)
    await kill(doomed)
    expect(doomed.signalCode).to.equal('SIGKILL')
    lms.faults.clear()
    const died = await site.stores.runs.unfinished(MOODLE)
    expect(died?.counts.pulled).to.be.within(1, whole.counts.pulled - 1)

    await letLeasesEnd(site)
    const run = await ended(site, startWorker(site))
    expect(run).to.include({ id: died?.id, status: 'done' })
    expect(run.fence).to.be.greaterThan(died?.fence ?? Number.POSITIVE_INFINITY)
    const { calls: _, ...counts } = run.counts
    expect(whole.counts).to.deep.include(counts)
    expect(await stateOf(site)).to.deep.equal(await stateOf(undisturbed))
  })
})
