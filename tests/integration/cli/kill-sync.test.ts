import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect } from 'chai'
import { modelOf } from '#store/models'
import { type Lms, startLms } from '#tests/lms/server'
import { scratch, zachetka } from '#tests/support/zachetka'
import { closeSites, openSite, PAGE, pageBegun, type Site, stateOf } from './killed-site.ts'

const command = path.resolve(import.meta.dirname, '../../../src/zachetka.mjs')
describe('zachetka sync, killed for real', function () {
  this.timeout(90_000)
  let lms: Lms
  before(async () => {
    lms = await startLms({ learners: 14, courses: 2, odd: false, completedShare: 0.8 })
  })
  afterEach(() => lms.faults.clear())
  after(async () => {
    await closeSites()
    await lms.close()
  })

  /** The command stands still at the first call of page k + 1, and is killed there. */
  async function killAfter(site: Site, k: number): Promise<void> {
    const target = 'core_enrol_get_users_courses'
    lms.faults.on(
      target,
      { kind: 'slow', ms: 20_000 },
      { call: PAGE * k + 1, times: Number.POSITIVE_INFINITY },
    )
    const env = { ...process.env, DATA_DIR: scratch(), LOG_LEVEL: 'error', ...site.environment }
    const child = spawn(process.execPath, [command, 'sync', 'moodle'], { env, stdio: 'ignore' })
    await pageBegun(site, child)
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    expect(await exited).to.deep.equal([null, 'SIGKILL'])
    lms.faults.clear()
  }

  for (const k of [1, 2]) {
    it(`ends as one that nobody killed: after page ${k}`, async () => {
      const undisturbed = await openSite(lms)
      expect((await zachetka(['sync', 'moodle', '--json'], undisturbed.environment)).code).to.equal(0)
      const site = await openSite(lms)
      await killAfter(site, k)
      const before = await stateOf(site)
      expect(before.length).to.be.greaterThan(0)
      expect(before.length, 'in the middle').to.be.lessThan((await stateOf(undisturbed)).length)
      const early = await zachetka(['sync', 'moodle'], site.environment)
      expect(early.code).to.equal(1)
      expect(early.stderr).to.include('[sync_running]').and.include('lease ends within a minute')
      // A minute later.
      await site.database.connection
        .collection('connections')
        .updateMany({}, { $set: { leaseUntil: new Date(0) } })
      const { code, stdout, stderr } = await zachetka(['sync', 'moodle', '--json'], site.environment)
      expect(code, stderr).to.equal(0)
      expect(JSON.parse(stdout)).to.include({ status: 'done' })
      expect(await stateOf(site)).to.deep.equal(await stateOf(undisturbed))
      const runs = await modelOf(site.database.connection, 'Run').countDocuments({})
      expect(runs, 'the same run went on').to.equal(1)
    })
  }
})
