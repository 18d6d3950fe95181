/** What every connector promises, run against each of them: `describeConnector('Moodle', open)`. */
import { expect } from 'chai'
import type { AnyConnector } from '#connectors/contract'
import type { SourceRecord } from '#connectors/record'
import type { Run } from '#store/ports/runs'
import { type Site, stateOf } from '#tests/unit/sync/story'
import { bypassNock, type Harness, rejection, sorted, textOfAnswers } from './harness.ts'
import { arrangements, siteOf } from './through-pull.ts'

export interface OpenedSource {
  /** A fresh connection to the same unchanging source, small pages, several of them. */
  harness(): Harness<unknown>
  connector: AnyConnector
  /** Values that must never be seen. */
  secrets: string[]
  /** Calls that a pass may make: of a first one by what it finds, and of one that brings nothing new by its faults. */
  budget: { first(found: number): number; again(faults: number): number }
  close(): Promise<void>
}

export function describeConnector(name: string, open: () => Promise<OpenedSource>): void {
  describe(`${name} keeps the contract of connectors`, () => {
    bypassNock()
    let source: OpenedSource
    before(async () => {
      source = await open()
    })
    after(() => source.close())

    it('finds nothing wrong with a source that is in order', async () => {
      const harness = source.harness()
      const report = await harness.check()
      expect(harness.told, 'each finding is told as it is made').to.deep.equal(report.findings)
      expect(report.ok).to.equal(true)
      expect(report.site).to.be.a('string')
    })

    it('yields plain records with unique keys, known states, instants in UTC and hours as decimals', async () => {
      const harness = source.harness()
      const keys: string[] = []
      await harness.pull({ onPage: page => void keys.push(...page.records.map(record => record.key)) })
      expect(keys).to.have.length.above(10)
      expect(new Set(keys).size).to.equal(keys.length)
      for (const record of harness.records.values()) expectPlain(record)
    })

    it('yields the same again on a second pass, and the same with a full one', async () => {
      const harness = source.harness()
      await harness.pull()
      const first = sorted(harness.records)
      await harness.pull()
      expect(sorted(harness.records)).to.deep.equal(first)
      await harness.pull({ mode: 'full' })
      expect(sorted(harness.records)).to.deep.equal(first)
    })

    it('33 resumes after any page, its cursor stored or lost, with the same result', async () => {
      const whole = source.harness()
      await whole.pull()
      expect(whole.pages).to.be.above(5)
      for (let k = 1; k < whole.pages; k++) {
        const harness = source.harness()
        await harness.pull({ killAfter: k, loseLastCursor: k % 2 === 0 })
        await harness.pull({ from: harness.cursor })
        expect(sorted(harness.records), `killed after page ${k}`).to.deep.equal(sorted(whole.records))
      }
    })

    describe('through the pull', () => {
      let harness: Harness<unknown>
      let plain: Site
      let first: Run
      before(async () => {
        harness = source.harness()
        await harness.pull()
        plain = siteOf(harness, harness.records.values())
        first = await plain.sync.run('c1')
      })

      it('is stored whole inside its budget of calls, and a second pass writes nothing', async () => {
        const [records, faults] = [harness.records.size, harness.faults.length]
        expect(first.counts).to.include({ pulled: records + faults, unchanged: 0 })
        expect(plain.memory.completions.size, 'those of whom nobody knows wait').to.be.above(5)
        expect(plain.memory.quarantine.size).to.be.above(0)
        expect(first.counts.calls).to.be.within(1, source.budget.first(records + faults))
        const writes = writesOf(plain)
        const second = await plain.sync.run('c1')
        expect(second.counts).to.include({ pulled: first.counts.pulled, imported: 0, changed: 0 })
        expect(second.counts.calls).to.be.within(1, source.budget.again(faults))
        expect(writesOf(plain)).to.deep.equal(writes)
      })

      for (const [how, arrange] of Object.entries(arrangements)) {
        it(`19 ends the same by pages ${how}`, async () => {
          const here = siteOf(harness, harness.records.values(), arrange)
          expect((await here.sync.run('c1')).status).to.equal('done')
          expect(stateOf(here.memory)).to.deep.equal(stateOf(plain.memory))
        })
      }

      it('41 leaves no secret in what is stored and logged', () => {
        const text = textOfSite(plain)
        expect(text).to.include([...plain.memory.completions.values()][0]?.key)
        for (const secret of source.secrets) expect(text).not.to.include(secret)
      })
    })

    it('tells progress that never falls, and no next place only on the last page', async () => {
      const harness = source.harness()
      const progress: number[] = []
      const ends: boolean[] = []
      await harness.pull({
        onPage: page => {
          progress.push(page.progress ?? 0)
          ends.push(page.next === null)
        },
      })
      expect(progress).to.deep.equal([...progress].sort((a, b) => a - b))
      expect(progress.every(share => share >= 0 && share <= 1)).to.equal(true)
      expect(ends.indexOf(true)).to.equal(ends.length - 1)
    })

    it('36 stops when it is told to, and resumes from where it was', async () => {
      const whole = source.harness()
      await whole.pull()
      const harness = source.harness()
      const stop = new AbortController()
      const fault = await rejection(harness.pull({ signal: stop.signal, onPage: () => stop.abort() }))
      expect(fault).to.include({ code: 'cancelled', kind: 'cancelled' })
      await harness.pull({ from: harness.cursor })
      expect(sorted(harness.records)).to.deep.equal(sorted(whole.records))
    })

    it('37 refuses a cursor that is not its own', () => {
      for (const cursor of [{}, { v: 99 }, 'x', 7, null]) {
        expect(source.connector.cursor.safeParse(cursor).success, JSON.stringify(cursor)).to.equal(false)
      }
    })

    it('41 shows no secret in anything it says', async () => {
      const harness = source.harness()
      const said: unknown[] = [await harness.check()]
      await harness.pull({ onPage: page => void said.push(page, textOfAnswers(page)) })
      const text = JSON.stringify([said, harness.logged])
      for (const secret of source.secrets) expect(text).not.to.include(secret)
    })
  })
}

/** Without the record of the run itself. */
function writesOf({ memory }: Site): Record<string, number> {
  const { checkpoints: _, sightings: __, ...writes } = memory.writes
  return writes
}

/** All that stands in its stores, and what it logged. */
function textOfSite({ memory: { stores: _, ...stored }, log }: Site): string {
  const plain = (_key: string, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...value] : value
  return JSON.stringify([stored, log], plain)
}

function expectPlain(record: SourceRecord): void {
  expect(record).to.deep.equal(JSON.parse(JSON.stringify(record)))
  expect(record.key).to.be.a('string').with.length.above(0)
  expect(['completed', 'passed', 'failed', 'in-progress', 'revoked', 'unknown']).to.include(record.state)
  if (record.when.at !== null) expect(new Date(record.when.at).toISOString()).to.equal(record.when.at)
  for (const { value } of record.hours) if (value !== null) expect(value).to.match(/^-?\d+(\.\d+)?$/)
}
