import { expect } from 'chai'
import { type Lms, startLms } from '#tests/lms/server'
import { bypassNock, moodleHarness, sorted } from './harness.ts'
import { siteOf } from './through-pull.ts'

const settings = { batchSize: 4, courses: 'ids:2,3' }

describe('a completion that Moodle hides once the enrolment is over or suspended', () => {
  bypassNock()
  let lms: Lms
  beforeEach(async () => {
    lms = await startLms({ learners: 8, odd: false, courses: 2, completedShare: 1 })
  })
  afterEach(() => lms.close())

  /** The first account of all is a stranger to the pull. */
  function hide(): void {
    lms.population.setEnrolment(102, 2, 'ended')
    lms.population.setEnrolment(103, 2, 'suspended')
  }

  for (const way of [
    { path: 'plain', format: 'json' },
    { path: 'plain', format: 'xml', activities: true },
    { path: 'batch', format: 'json', activities: true },
  ]) {
    it(`is kept as it was, and nobody is told that it went (${Object.values(way).join(', ')})`, async () => {
      const harness = moodleHarness(lms, { ...settings, ...way })
      await harness.pull()
      const before = sorted(harness.records)
      expect(before.map(({ key }) => key)).to.include.members(['102:2', '103:2'])
      hide()
      const told: string[] = []
      for (const mode of ['incremental', 'full'] as const)
        await harness.pull({ mode, onPage: page => void told.push(...page.records.map(({ key }) => key)) })
      expect(told).to.include('104:2')
      for (const key of ['102:2', '103:2']) expect(told).not.to.include(key)
      expect(sorted(harness.records)).to.deep.equal(before)
      expect(harness.faults).to.deep.equal([])
    })
  }

  it('keeps its entry: a full pass counts it as not met, and withdraws nothing', async () => {
    const harness = moodleHarness(lms, settings)
    await harness.pull()
    const here = siteOf(harness, harness.records.values())
    await here.sync.run('c1')
    const before = structuredClone([...here.memory.entries])
    expect(before.length).to.be.above(5)
    hide()
    const run = await here.sync.run('c1', { mode: 'full' })
    expect(run.status).to.equal('done')
    expect(run.removals).to.equal(undefined)
    expect(run.reconciliation?.differences).to.deep.include({ code: 'completions-not-met', n: 2 })
    expect([...here.memory.entries]).to.deep.equal(before)
  })

  it('is told of by a report all the same', async () => {
    const report = { id: 1, timeZone: 'Asia/Tomsk' }
    const harness = moodleHarness(lms, { ...settings, path: 'report', report })
    hide()
    await harness.pull()
    expect([...harness.records.keys()]).to.include.members(['102:2', '103:2'])
  })
})
