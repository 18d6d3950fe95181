import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect } from 'chai'
import { connectStore, type StoreConnection } from '#store/connect'
import { migrateStore } from '#store/migrate'
import { modelOf } from '#store/models'
import type { Run } from '#store/ports/runs'
import { createStores } from '#store/stores'
import { SyncRunningError } from '#sync/errors'
import { createSync } from '#sync/pull'
import { type Lms, startLms } from '#tests/lms/server'
import { startTestStore, type TestStore } from '#tests/support/store'
import { MOODLE, seedMoodleSite, syncDeps, tickingFrom } from './moodle-site.ts'

const NOW = new Date('2026-11-20T09:00:00Z')
/** Some of the courses, good and bad, in five pages or so. */
const SETTINGS = { batchSize: 20, courses: 'ids:2,3,9' }

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

  /** Starts the process and kills it between page k and its checkpoint. */
  async function pullAndKill({ store }: Site, k: number): Promise<void> {
    const script = path.join(import.meta.dirname, 'pull-process.ts')
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', script, store.uri, NOW.toISOString(), String(k)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const exited = once(child, 'exit')
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    expect(await exited).to.deep.equal([null, 'SIGKILL'])
  }

  const syncOf = (site: Site, now: () => Date) =>
    createSync(syncDeps(createStores(site.database.connection), 'this process', now))

  /** The lease of the process that was killed lives a little longer. */
  async function takeUp(site: Site): Promise<Run> {
    for (;;) {
      try {
        return await syncOf(site, tickingFrom(NOW)).run(MOODLE)
      } catch (error) {
        if (!(error instanceof SyncRunningError)) throw error
        await new Promise(resolve => setTimeout(resolve, 50))
      }
    }
  }

  const withoutCalls = ({ counts: { calls: _, ...counts } }: Run) => counts

  it('ends as an undisturbed pull, counts included, whichever page it was', async function () {
    this.timeout(120_000)
    const undisturbed = await openSite()
    let pages = 0
    const whole = await syncOf(undisturbed, () => NOW).run(MOODLE, { onProgress: () => void pages++ })
    expect(whole.status).to.equal('done')
    expect(whole.counts.imported).to.be.greaterThan(10)
    expect(Object.keys(whole.quarantineReasons)).to.include.members(['unknown-learner', 'not-enrolled'])
    expect(pages).to.be.within(4, 6)

    const expected = await stateOf(undisturbed)
    const killed = await Promise.all(Array.from({ length: pages }, openSite))
    await Promise.all(killed.map((site, index) => pullAndKill(site, index + 1)))
    for (const [index, site] of killed.entries()) {
      const died = await createStores(site.database.connection).runs.unfinished(MOODLE)
      if (index === 0) expect(died?.counts.pulled, 'page k is not counted').to.equal(0)
      const run = await takeUp(site)
      expect(run, `killed at page ${index + 1}`).to.include({ id: died?.id, status: 'done' })
      expect(withoutCalls(run), `killed at page ${index + 1}`).to.deep.equal(withoutCalls(whole))
      expect(await stateOf(site), `killed at page ${index + 1}`).to.deep.equal(expected)
    }
    const again = await syncOf(killed[0] as Site, () => new Date('2030-01-01T00:00:00Z')).run(MOODLE)
    expect(again.counts).to.include({
      pulled: whole.counts.pulled,
      unchanged: whole.counts.imported,
      quarantined: whole.counts.quarantined,
      imported: 0,
    })
    expect(await stateOf(killed[0] as Site)).to.deep.equal(expected)
  })
})
