import { expect } from 'chai'
import type { Entry } from '#domain/entries/entry'
import { applyTransition } from '#domain/entries/entry-machine'
import { type Lms, startLms } from '#tests/lms/server'
import { bypassNock, type MoodleHarness, moodleHarness } from './harness.ts'
import { siteOf } from './through-pull.ts'

const report = { id: 1, timeZone: 'Asia/Tomsk' }
const curator = { personId: 'k1', name: 'Куратор', roles: ['curator' as const], scope: 'all' as const }

describe('22 a completion that Moodle takes back', () => {
  bypassNock()
  let lms: Lms
  beforeEach(async () => {
    lms = await startLms({ learners: 8, odd: false, courses: 2, completedShare: 1 })
  })
  afterEach(() => lms.close())

  const open = (settings = {}): MoodleHarness => moodleHarness(lms, { batchSize: 4, ...settings })

  for (const [way, mode] of [
    [{ path: 'plain', format: 'json' }, 'incremental'],
    [{ path: 'plain', format: 'xml' }, 'incremental'],
    [{ path: 'batch', format: 'xml' }, 'full'],
    [{ path: 'report', report }, 'incremental'],
  ] as const) {
    it(`is told as not completed, with the time that it had (${way.path}, ${mode})`, async () => {
      const harness = open(way)
      await harness.pull()
      const before = harness.records.get('102:2')
      lms.population.revoke(102, 2)
      for (const _ of [1, 2]) {
        await harness.pull({ mode })
        expect(harness.records.get('102:2')).to.deep.equal({
          ...before,
          state: 'in-progress',
          rawState: 'not completed',
        })
      }
      expect(harness.records.get('103:2')?.state).to.equal('completed')
    })
  }

  it('is asked for its date anew once it is given again', async () => {
    const harness = open()
    await harness.pull()
    lms.population.revoke(102, 2)
    await harness.pull()
    lms.population.complete(102, 2, 1_760_000_000)
    await harness.pull()
    expect(harness.records.get('102:2')).to.deep.include({
      state: 'completed',
      when: { at: '2025-10-09T08:53:20.000Z', quality: 'derived', raw: '1760000000' },
    })
  })

  it('takes its activities with it, those that stand stay', async () => {
    const harness = open({ activities: true })
    await harness.pull()
    lms.population.revoke(102, 2)
    await harness.pull()
    const states = [0, 1, 2].map(k => harness.records.get(`102:2/2${k}`)?.state)
    expect(states).to.deep.equal(['completed', 'in-progress', 'in-progress'])
  })

  it('that nobody ever had is no record, nor is one of which nothing is stored', async () => {
    lms.population.revoke(102, 2)
    for (const settings of [{ activities: true }, { path: 'report', report }]) {
      const harness = open(settings)
      await harness.pull({ mode: 'full' })
      expect(harness.records.has('102:2')).to.equal(false)
      expect([...harness.records.values()].every(({ state }) => state !== 'in-progress')).to.equal(true)
    }
  })

  it('flags the entry that a curator confirmed and changes nothing of it; one that waits is revoked', async () => {
    const harness = open()
    await harness.pull()
    const { sync, memory } = siteOf(harness, harness.records.values())
    await sync.run('c1')
    const entryOf = (key: string) =>
      [...memory.entries.values()].find(
        ({ origin }) => origin.type === 'completion' && origin.completionKey === key,
      ) as Entry
    const at = '2026-11-25T09:00:00Z'
    const confirmed = applyTransition(entryOf('102:2'), 'confirm', { actor: curator, at })
    memory.entries.set(confirmed.id, structuredClone(confirmed))
    for (const user of [102, 103]) lms.population.revoke(user, 2)
    await sync.run('c1')
    const { differs, ...rest } = entryOf('102:2')
    expect(rest).to.deep.equal(confirmed)
    expect(differs?.map(({ field, was, now }) => `${field} ${was}→${now}`)).to.deep.equal([
      'state completed→not completed',
    ])
    expect(entryOf('103:2').status).to.equal('revoked')
    expect(entryOf('103:2').history.at(-1)?.reason).to.include('not completed')
    expect((await sync.run('c1')).counts).to.include({ imported: 0, changed: 0 })
  })
})
