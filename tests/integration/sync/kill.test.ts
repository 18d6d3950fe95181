import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect } from 'chai'
import { connectStore, type StoreConnection } from '#store/connect'
import { migrateStore } from '#store/migrate'
import { modelOf } from '#store/models'
import type { Run } from '#store/ports/sources'
import { createStores } from '#store/stores'
import { createSync } from '#sync/pull'
import { type Lms, startLms } from '#tests/lms/server'
import { startTestStore, type TestStore } from '#tests/support/store'
import { MOODLE, seedMoodleSite, syncDeps } from './moodle-site.ts'

const NOW = new Date('2026-11-20T09:00:00Z')
/** Small pages and some of the courses, good and bad: nine pages or so. */
const SETTINGS = { batchSize: 6, courses: 'ids:2,3,9,14,15' }

interface Site {
  store: TestStore
  database: StoreConnection
}

/** Content and states by key, without times and the ids of runs and people. */
async function stateOf({ database: { connection } }: Site) {
  const read = async (name: 'Completion' | 'Entry' | 'Quarantined' | 'Enrolment') =>
    (await modelOf(connection, name).collection.find({}).toArray()) as unknown as Record<string, never>[]
  const lines = (docs: object[]): string[] => docs.map(doc => JSON.stringify(doc)).sort()
  return {
    completions: lines(
      (await read('Completion')).map(({ key, revision, hash, record }) => ({ key, revision, hash, record })),
    ),
    entries: lines(
      (await read('Entry')).map(({ _id, status, hours, date, title, origin, steps }) => ({
        _id,
        status,
        hours,
        date,
        title,
        origin,
        steps,
      })),
    ),
    quarantine: lines(
      (await read('Quarantined')).map(({ key, hash, reason, facts, resolvedAt }) => ({
        key,
        hash,
        reason,
        facts,
        resolvedAt,
      })),
    ),
    progress: lines(
      (await read('Enrolment')).map(({ _id, summary }) => ({
        _id,
        summary: { ...(summary as unknown as object), at: '' },
      })),
    ),
  }
}

describe('a pull in a process of its own, killed with SIGKILL at each page', () => {
  let lms: Lms
  const sites: Site[] = []

  async function openSite(): Promise<Site> {
    const store = await startTestStore()
    const database = await connectStore(store.uri)
    await migrateStore(database.connection, NOW)
    const site = { store, database }
    sites.push(site)
    await seedMoodleSite(createStores(database.connection), lms, SETTINGS)
    return site
  }

  before(async () => {
    lms = await startLms({ learners: 30, now: NOW })
  })
  after(async () => {
    for (const { store, database } of sites) {
      await database.close()
      await store.close()
    }
    await lms.close()
  })

  /** Starts the process; kills it once it has stored a page and is busy with the next, or lets it end. */
  async function pullAndKill(site: Site, delayMs: number | null): Promise<Run | null> {
    const script = path.join(import.meta.dirname, 'pull-process.ts')
    const child: ChildProcess = spawn(
      process.execPath,
      ['--import', 'tsx', script, site.store.uri, NOW.toISOString()],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const exited = once(child, 'exit')
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
      // The second page was stored, its checkpoint may or may not have been: that is the point.
      if (line === 'page 2' && delayMs !== null) setTimeout(() => child.kill('SIGKILL'), delayMs)
    }
    await exited
    // It may have been killed between its last write and its end.
    const [run] = await createStores(site.database.connection).runs.latest(MOODLE, 1)
    return run?.status === 'done' ? run : null
  }

  it('ends as an undisturbed pull, counts included', async function () {
    this.timeout(120_000)
    const undisturbed = await openSite()
    const whole = await createSync(
      syncDeps(createStores(undisturbed.database.connection), 'one', () => NOW),
    ).run(MOODLE)
    expect(whole.status).to.equal('done')
    expect(whole.counts.imported).to.be.greaterThan(10)
    expect(Object.keys(whole.quarantineReasons)).to.include.members(['unknown-learner', 'not-enrolled'])

    const killed = await openSite()
    let run: Run | null = null
    let kills = -1
    for (; run === null && kills < 8; kills++)
      run = await pullAndKill(killed, [0, 1, 3, 7, 2, null, null][kills + 1] ?? null)
    expect(kills, 'how often it was killed').to.be.at.least(3)
    expect(await stateOf(killed)).to.deep.equal(await stateOf(undisturbed))
    const { calls: _, ...counts } = run?.counts ?? {}
    const { calls: __, ...expected } = whole.counts
    expect(counts).to.deep.equal(expected)

    const again = await createSync(
      syncDeps(createStores(killed.database.connection), 'one', () => new Date('2030-01-01T00:00:00Z')),
    ).run(MOODLE)
    expect(again.counts).to.include({
      pulled: whole.counts.pulled,
      unchanged: whole.counts.imported,
      quarantined: whole.counts.quarantined,
      imported: 0,
    })
    expect(await stateOf(killed)).to.deep.equal(await stateOf(undisturbed))
  })
})
