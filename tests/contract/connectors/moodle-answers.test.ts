import { createHash } from 'node:crypto'
import { expect } from 'chai'
import type { Page } from '#connectors/contract'
import { type Lms, startLms } from '#tests/lms/server'
import { bypassNock, moodleHarness, sorted } from './harness.ts'

describe('answers of a Moodle, kept as evidence', () => {
  bypassNock()
  let lms: Lms
  before(async () => {
    lms = await startLms({ learners: 10, odd: false, courses: 2 })
  })
  after(() => lms.close())

  async function pull(settings: Record<string, unknown>) {
    const harness = moodleHarness(lms, { batchSize: 4, ...settings })
    const pages: Page<unknown>[] = []
    await harness.pull({ onPage: page => void pages.push(page) })
    return { harness, pages }
  }

  const report = { id: 1, timeZone: 'Asia/Tomsk' }
  for (const settings of [
    { format: 'json', path: 'plain' },
    { format: 'xml', path: 'batch' },
    { format: 'json', path: 'report', report, pageSize: 5 },
  ]) {
    it(`come with each page under their hash, every call of it, and no token (${settings.path}, ${settings.format})`, async () => {
      const { harness, pages } = await pull(settings)
      const files = pages.flatMap(({ answers }) => answers?.read() ?? [])
      expect(files.length).to.be.greaterThan(2)
      let calls = 0
      for (const { sha256, bytes } of files) {
        const text = new TextDecoder().decode(bytes)
        calls += text.split('\n').filter(line => line.startsWith('=== ')).length
        expect(createHash('sha256').update(bytes).digest('hex')).to.equal(sha256)
        expect(text).not.to.include(lms.token)
      }
      const made = [...harness.calls.values()].reduce((sum, n) => sum + n, 0)
      expect(calls, 'every answer').to.equal(made)
    })

    it(`say whom they tell of, without a completion too (${settings.path}, ${settings.format})`, async () => {
      const { pages } = await pull(settings)
      const kept = pages.flatMap(({ answers }) => answers ?? [])
      const learners = [...lms.population.learnerIds()].map(String)
      expect(kept.flatMap(answers => answers.read().people)).to.include.members(learners)
      expect(new Set(kept.map(({ keepDays }) => keepDays))).to.deep.equal(new Set([365]))
    })
  }

  it('are not gathered where the connection keeps none', async () => {
    const { harness, pages } = await pull({ keepAnswers: 'false' })
    expect(pages.some(page => page.answers)).to.equal(false)
    expect(sorted(harness.records)).to.deep.equal(sorted((await pull({})).harness.records))
  })
})
