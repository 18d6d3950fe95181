import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect } from 'chai'
import { connectStore, type StoreConnection } from '#store/connect'
import { migrateStore } from '#store/migrate'
import { modelOf } from '#store/models'
import { createSecretBox } from '#store/secret-box'
import { createStores } from '#store/stores'
import { MOODLE, seedMoodleSite } from '#tests/integration/sync/moodle-site'
import { type Lms, startLms } from '#tests/lms/server'
import { uniqueDatabaseUri } from '#tests/support/store'
import { scratch, zachetka } from '#tests/support/zachetka'

const SECRET_KEY = 'a test key of more than thirty-two characters'
const command = path.resolve(import.meta.dirname, '../../../src/zachetka.mjs')
/** Learners in a page; each is one call. */
const PAGE = 4

interface Site {
  database: StoreConnection
  environment: Record<string, string>
}

describe('zachetka sync, killed for real', function () {
  this.timeout(90_000)
  let lms: Lms
  const opened: StoreConnection[] = []
  before(async () => {
    lms = await startLms({ learners: 14, courses: 2, odd: false, completedShare: 0.8 })
  })
  afterEach(() => lms.faults.clear())
  after(async () => {
    for (const database of opened) await database.close()
    await lms.close()
  })

  async function openSite(): Promise<Site> {
    const uri = await uniqueDatabaseUri()
    const database = await connectStore(uri)
    opened.push(database)
    await migrateStore(database.connection, new Date())
    const stores = createStores(database.connection)
    await seedMoodleSite(stores, lms, { batchSize: PAGE, concurrency: 1 })
    const sealedSecrets = createSecretBox(SECRET_KEY).seal({ token: lms.token })
    await stores.connections.update(MOODLE, { sealedSecrets })
    return { database, environment: { MONGODB_URI: uri, SECRET_KEY, ALLOW_PRIVATE_ADDRESSES: 'true' } }
  }

  async function stateOf({ database: { connection } }: Site): Promise<string[]> {
    const lines = async (name: 'Completion' | 'Entry' | 'Quarantined', keys: string[]) =>
      (
        (await modelOf(connection, name).collection.find({}).toArray()) as unknown as Record<
          string,
          unknown
        >[]
      )
        .map(doc => `${name} ${JSON.stringify(keys.map(key => doc[key]))}`)
        .sort()
    const parts = await Promise.all([
      lines('Completion', ['key', 'revision', 'hash']),
      lines('Entry', ['_id', 'status', 'hours', 'date']),
      lines('Quarantined', ['key', 'reason']),
    ])
    return parts.flat()
  }

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
    const runs = modelOf(site.database.connection, 'Run')
    for (;;) {
      const [run] = await runs.find({}).lean()
      if (run && run.cursor !== 'null' && run.counts.pulled > 0) break
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    expect(await exited).to.deep.equal([null, 'SIGKILL'])
    lms.faults.clear()
  }

  for (const k of [1, 2]) {
    it(`ends as one that nobody killed: after page ${k}`, async () => {
      const undisturbed = await openSite()
      expect((await zachetka(['sync', 'moodle', '--json'], undisturbed.environment)).code).to.equal(0)
      const site = await openSite()
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
