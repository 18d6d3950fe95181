import { expect } from 'chai'
import fc from 'fast-check'
import { ConnectorError } from '#connectors/errors'
import type { SourceRecord } from '#connectors/record'
import type { Run } from '#store/ports/runs'
import { createSync } from '#sync/pull'
import { codeOf } from '#tests/support/thrown'
import { dieBeforeWrite } from './dying.ts'
import { type ScriptedPage, scriptedConnector } from './scripted-connector.ts'
import { enrolment, hours, programme, record, type Site, site, stateOf } from './story.ts'

const sumHolds = ({ counts }: Run): boolean =>
  counts.pulled === counts.imported + counts.unchanged + counts.quarantined

/** Three pages: new ones, refused ones, a fault. */
const pages = (): ScriptedPage[] => [
  { records: [record({ user: 1 }), record({ user: 1, course: 2 }), record({ user: 99 })] },
  {
    records: [record({ user: 2 }), record({ user: 2, course: 3, hours: [] })],
    faults: [{ key: 'f', code: 'c', message: 'm', raw: 1 }],
  },
  { records: [record({ user: 3 }), record({ user: 3, course: 5 }), record({ user: 3, course: 77 })] },
]

describe('pull', () => {
  it('makes an entry as the module and the source say', async () => {
    const here = site()
    here.script.pages = [{ records: [record()] }]
    const run = await here.sync.run('c1')
    expect(run).to.deep.include({ status: 'done', cursor: null, progress: 1 })
    const [entry] = [...here.memory.entries.values()]
    expect(entry).to.deep.include({
      learnerId: 'p1',
      programmeId: 'A',
      moduleId: 'M1',
      kind: 'seminar',
      form: 'distance',
      title: 'Модуль 1',
      hours: 800,
      date: '2026-03-02',
      provider: 'Институт',
      document: 'отметка «Moodle», курс К-1',
      status: 'imported',
      origin: { type: 'completion', connectionId: 'c1', completionKey: '1:101', revision: 1 },
    })
    expect(entry?.history).to.have.length(1)
    expect(entry?.history[0]).to.include({ action: 'import', by: 'system', to: 'imported' })
    expect(here.recomputed).to.deep.equal([
      { learnerId: 'p1', programmeId: 'A', read: { enrolments: [enrolment('p1', 'A')], entries: [entry] } },
    ])
    expect([...here.memory.completions.values()][0]).to.deep.include({ record: record(), firstRunId: run.id })
  })

  it('hands over whole books that it only added to, and has others read', async () => {
    const here = site()
    const [earlier, later] = [record({ course: 2 }), record({ course: 3 })]
    here.script.pages = [{ records: [earlier] }, { records: [later] }]
    await here.sync.run('c1')
    const known = here.recomputed.map(({ read }) => read?.entries.map(entry => entry.moduleId))
    expect(known).to.deep.equal([['M2'], ['M2', 'M3']])
    here.recomputed.length = 0
    here.script.pages = [{ records: [record({ course: 2, hours: [hours('16')] }), record({ course: 4 })] }]
    await here.sync.run('c1')
    expect(here.recomputed).to.deep.equal([{ learnerId: 'p1', programmeId: 'A' }])
  })

  it('asks the connector what a record says beside the one that is stored, and takes back nothing else', async () => {
    const here = site(3, {
      connectors: () => ({
        ...scriptedConnector(here.script),
        beside: (told, stored) => (told.rawState === 'vague' ? { ...told, rawState: stored.rawState } : told),
      }),
    })
    here.script.pages = [{ records: [record(), record({ course: 2 })] }]
    await here.sync.run('c1')
    const vague = record({ rawState: 'vague' })
    here.script.pages = [{ records: [vague, record({ course: 2, rawState: 'vague', hours: [hours('16')] })] }]
    const { counts } = await here.sync.run('c1')
    expect(counts).to.include({ pulled: 2, unchanged: 1, imported: 1, changed: 1 })
    const states = [...here.memory.completions.values()].map(each => (each.record as SourceRecord).rawState)
    expect(states).not.to.include('vague')
  })

  it('gives an entry in each programme that has the module and the learner', async () => {
    const here = site()
    here.memory.programmes.push(programme('B'), programme('C'))
    here.memory.enrolments.push(enrolment('p1', 'B'))
    here.script.pages = [{ records: [record()] }]
    const { counts } = await here.sync.run('c1')
    expect(counts).to.include({ imported: 1, entries: 2 })
    expect([...here.memory.entries.values()].map(e => e.programmeId).sort()).to.deep.equal(['A', 'B'])
  })

  it('writes nothing to completions, entries and quarantine the second time', async () => {
    const here = site()
    here.script.pages = pages()
    const first = await here.sync.run('c1')
    expect(first.counts).to.include({ pulled: 9, imported: 5, quarantined: 4, entries: 5 })
    const { checkpoints: _, ...before } = { ...here.memory.writes }
    const books = here.recomputed.length
    const second = await here.sync.run('c1')
    expect(second.counts).to.include({
      pulled: 9,
      unchanged: 5,
      quarantined: 4,
      imported: 0,
      changed: 0,
      entries: 0,
    })
    expect(second.quarantineReasons).to.deep.equal(first.quarantineReasons)
    const { checkpoints: __, ...after } = here.memory.writes
    expect(after).to.deep.equal(before)
    expect(here.recomputed).to.have.length(books)
  })

  it('reads what the source said before only of what differs now', async () => {
    const nothing = { known: async () => new Map() }
    const here = site(3, {
      connectors: () => {
        const connector = scriptedConnector(here.script)
        return {
          ...connector,
          pull: (context, options) => connector.pull(context, { ...options, ...nothing }),
        }
      },
    })
    here.script.pages = [{ records: [record(), record({ course: 2 })] }]
    await here.sync.run('c1')
    here.script.pages = [{ records: [record(), record({ course: 2, hours: [hours('16')] })] }]
    await here.sync.run('c1')
    expect(here.memory.wholeReads).to.deep.equal([record({ course: 2 }).key])
  })

  it('keeps each warning once', async () => {
    const here = site()
    const warning = { code: 'w', message: 'a course is hidden' }
    here.script.pages = [
      { warnings: [warning, warning] },
      { warnings: [warning, { code: 'w', message: 'other' }] },
    ]
    const { warnings } = await here.sync.run('c1')
    expect(warnings).to.deep.equal([warning, { code: 'w', message: 'other' }])
  })

  it('tells how far it is', async () => {
    const here = site()
    here.script.pages = pages()
    const seen: (number | undefined)[] = []
    await here.sync.run('c1', { onProgress: ({ progress, counts }) => seen.push(progress, counts.pulled) })
    expect(seen).to.deep.equal([1 / 3, 3, 2 / 3, 6, 1, 9])
  })

  describe('33 killed', () => {
    /** Every write of an undisturbed pull is a place to die at. */
    const steps = [...Array(15).keys()]

    for (const step of steps) {
      it(`before write ${step} and taken up ends as if undisturbed, counts included`, async () => {
        const undisturbed = site()
        undisturbed.script.pages = pages()
        const whole = await undisturbed.sync.run('c1')

        const here = site()
        here.script.pages = pages()
        await dieBeforeWrite(here.memory, step, () => here.sync.run('c1'))
        const run = await here.sync.run('c1')
        expect(run.status).to.equal('done')
        expect(stateOf(here.memory)).to.deep.equal(stateOf(undisturbed.memory))
        expect({ ...run.counts, calls: 0 }).to.deep.equal({ ...whole.counts, calls: 0 })
      })
    }
  })

  it('pulled = imported + unchanged + quarantined, and the same state, for any pages, repeats, order and crashes', async () => {
    const one = fc
      .record({
        user: fc.integer({ min: 1, max: 5 }),
        course: fc.integer({ min: 1, max: 6 }),
        kind: fc.integer({ min: 0, max: 5 }),
      })
      .map(({ user, course, kind }): SourceRecord => {
        const by: Partial<SourceRecord>[] = [
          {},
          {},
          { hours: [] },
          { state: 'failed' },
          { hours: [hours('40')] },
          { hours: [hours('x')] },
        ]
        return record({ user, course, ...by[(user + course + kind) % 6] })
      })
    const unique = fc.uniqueArray(one, { selector: r => r.key, maxLength: 25 })
    const input = unique.chain(records =>
      fc.record({
        records: fc.constant(records),
        repeats: fc.subarray(records),
        order: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        size: fc.integer({ min: 1, max: 8 }),
        deaths: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 3 }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(input, async ({ records, repeats, order, size, deaths }) => {
        const plain = site(4)
        plain.script.pages = [{ records }]
        expect(sumHolds(await plain.sync.run('c1'))).to.equal(true)

        const here = site(4)
        const weights = new Map([...records, ...repeats].map(r => [r, order.next().value ?? 0]))
        const shuffled = [...records, ...repeats].sort(
          (a, b) => (weights.get(a) ?? 0) - (weights.get(b) ?? 0),
        )
        for (let at = 0; at < shuffled.length; at += size) {
          here.script.pages.push({ records: structuredClone(shuffled.slice(at, at + size)) })
        }
        for (const death of deaths) {
          let left = death
          here.memory.beforeWrite = () => {
            if (left-- <= 0) throw new Error('killed')
          }
          await here.sync.run('c1').catch(() => {})
          for (const run of here.memory.runs.values()) expect(sumHolds(run)).to.equal(true)
        }
        here.memory.beforeWrite = () => {}
        const run = await here.sync.run('c1')
        expect(run.status).to.equal('done')
        expect(sumHolds(run)).to.equal(true)
        expect(stateOf(here.memory)).to.deep.equal(stateOf(plain.memory))
      }),
      { numRuns: 150 },
    )
  })

  describe('34 two at once', () => {
    it('the second is refused and told since when', async () => {
      const here = site()
      let go = (): void => {}
      const gate = new Promise<void>(resolve => {
        go = resolve
      })
      here.script.pages = pages()
      here.script.beforePage = () => gate
      const first = here.sync.run('c1')
      await new Promise(resolve => setTimeout(resolve, 1))
      const refused = await here.sync.run('c1').catch(error => error)
      expect(refused).to.include({ code: 'sync_running', retryable: true })
      expect(refused.facts.since).to.equal('2026-05-20T08:00:00.000Z')
      go()
      expect((await first).status).to.equal('done')
      expect((await here.sync.run('c1')).status).to.equal('done')
    })

    it('another process is refused while the lease lives and takes over when it ran out', async () => {
      const here = site()
      const there = createOther(here, 'host:2')
      here.script.pages = pages()
      let isOvertaken = false
      let refused: unknown
      let takenOver: Promise<Run> | undefined
      here.script.beforePage = async k => {
        if (k !== 2 || isOvertaken) return
        isOvertaken = true
        refused = await codeOf(there.run('c1'))
        here.clock.now = new Date(here.clock.now.getTime() + 60_001)
        takenOver = there.run('c1')
        await takenOver
      }
      expect(await codeOf(here.sync.run('c1')), 'a stale fence cannot checkpoint').to.equal('lease_lost')
      expect(refused).to.equal('sync_running')
      expect((await takenOver)?.status).to.equal('done')
      const [run, ...others] = [...here.memory.runs.values()]
      expect(others).to.have.length(0)
      expect(run).to.include({ status: 'done', fence: 2 })
      expect(sumHolds(run as Run)).to.equal(true)
    })
  })

  it('a checkpoint that is refused ends the run at once', async () => {
    const here = site()
    here.script.pages = [1, 2, 3, 4, 5].map(course => ({ records: [record({ course })] }))
    here.memory.stores.runs.checkpoint = async () => ({
      held: false,
      cancelRequested: false,
      pauseRequested: false,
    })
    expect(await codeOf(here.sync.run('c1'))).to.equal('lease_lost')
    expect(here.memory.completions.size, 'the page under way and the one begun').to.be.at.most(2)
    expect(here.memory.runs.get('run-1')).to.include({ status: 'running', cursor: null })
  })

  describe('ends early', () => {
    const down = new ConnectorError({
      code: 'http_503',
      kind: 'transient',
      message: 'the site is down',
      remedy: 'wait',
    })

    it('by a fault of the source: the record says what and what to do, a new run goes on', async () => {
      const here = site()
      here.script.pages = pages()
      here.script.beforePage = k => {
        if (k === 1) throw down
      }
      const failed = await here.sync.run('c1')
      expect(failed).to.include({ status: 'failed', cursor: 1 })
      expect(failed.error).to.deep.equal({
        code: 'http_503',
        message: 'the site is down',
        remedy: 'wait',
        retryable: true,
      })
      expect(failed.counts).to.include({ pulled: 3, calls: 1 })
      delete here.script.beforePage
      const next = await here.sync.run('c1')
      expect(next.id).not.to.equal(failed.id)
      expect(next.counts, 'the first page is not read again').to.include({ pulled: 6, calls: 2 })
    })

    it('by a person: after the page, with its checkpoint', async () => {
      const here = site()
      here.script.pages = pages()
      const run = await here.sync.run('c1', { onProgress: () => void here.sync.cancel('run-1') })
      expect(run).to.include({ status: 'cancelled', cursor: 1 })
      expect(run.counts).to.include({ pulled: 3 })
      expect((await here.sync.run('c1')).counts).to.include({ pulled: 6 })
    })

    it('paused: nobody goes on with it but who resumes it, and it is the same run', async () => {
      const here = site()
      here.script.pages = pages()
      const run = await here.sync.run('c1', { onProgress: () => void here.sync.pause('run-1') })
      expect(run).to.include({ status: 'paused', cursor: 1 })
      expect(run.finishedAt).to.equal(undefined)
      const rest = await here.sync.resume(run.id)
      expect(rest).to.include({ id: run.id, status: 'done' })
      expect(rest.counts).to.include({ pulled: 9, imported: 5, quarantined: 4, entries: 5 })
      expect(await codeOf(here.sync.resume(run.id))).to.equal('run_not_open')
      expect(await here.sync.pause(run.id)).to.equal(false)
    })

    it('paused and then cancelled: a new run goes on from its checkpoint', async () => {
      const here = site()
      here.script.pages = pages()
      const { id } = await here.sync.run('c1', { onProgress: () => void here.sync.pause('run-1') })
      expect(await here.sync.cancel(id)).to.equal(true)
      expect(here.memory.runs.get(id)).to.include({ status: 'cancelled' })
      const next = await here.sync.run('c1')
      expect(next.id).not.to.equal(id)
      expect(next.counts.pulled).to.equal(6)
    })

    it('by the end of the process: the page is stored whole and the same run goes on later', async () => {
      const here = site()
      here.script.pages = pages()
      const stop = new AbortController()
      const run = await here.sync.run('c1', { signal: stop.signal, onProgress: () => stop.abort() })
      expect(run).to.include({ status: 'running', cursor: 1 })
      const rest = await here.sync.run('c1')
      expect(rest).to.include({ id: run.id, status: 'done' })
      expect(rest.counts).to.include({ pulled: 9, imported: 5, quarantined: 4, entries: 5 })
    })

    it('36 by the end of the process while the source is being asked', async () => {
      const here = site()
      here.script.pages = pages()
      const stop = new AbortController()
      here.script.beforePage = k => {
        if (k !== 1) return
        stop.abort()
        throw new ConnectorError({ code: 'cancelled', kind: 'cancelled', message: 'stopped' })
      }
      const run = await here.sync.run('c1', { signal: stop.signal })
      expect(run).to.include({ status: 'running', cursor: 1 })
    })

    it('41 by an error nobody foresaw: its text, which may hold data, is not told', async () => {
      const here = site()
      here.script.pages = pages()
      here.script.beforePage = () => {
        throw new TypeError('cannot read Иванова of top-secret-token')
      }
      const run = await here.sync.run('c1')
      expect(run.error).to.include({ code: 'unexpected', retryable: true })
      expect(JSON.stringify([run, here.log])).not.to.match(/Иванова|top-secret/)
    })

    it('by settings that do not hold, naming the field and no value', async () => {
      const here = site()
      Object.assign(here.memory.connections.get('c1') ?? {}, { settings: { url: 5, timeZone: 'Mars/Base' } })
      const run = await here.sync.run('c1')
      expect(run.error).to.include({ code: 'connection_faulty', retryable: false })
      expect(run.error?.message).to.contain('url')
      const report = await here.sync.check('c1')
      expect(report.ok).to.equal(false)
      expect(report.findings[0]).to.include({ level: 'error', code: 'connection_faulty' })
    })
  })

  it('a full pull begins anew instead of going on with an interrupted incremental one', async () => {
    const here = site()
    here.script.pages = pages()
    await here.sync.run('c1')
    const stop = new AbortController()
    await here.sync.run('c1', { signal: stop.signal, onProgress: () => stop.abort() })
    const full = await here.sync.run('c1', { mode: 'full' })
    expect(full).to.include({ id: 'run-3', mode: 'full', status: 'done' })
    expect(full.counts.pulled).to.equal(9)
    expect(here.memory.runs.get('run-2')).to.include({ status: 'cancelled' })
    expect((await here.sync.run('c1')).counts.pulled, 'nothing is left to go on with').to.equal(9)
  })

  it('the first pass reads every detail, so it is a full one; it is gone on with as such', async () => {
    const here = site()
    here.script.pages = pages()
    const stop = new AbortController()
    await here.sync.run('c1', { signal: stop.signal, onProgress: () => stop.abort() })
    const rest = await here.sync.run('c1', { mode: 'full' })
    expect(rest).to.include({ id: 'run-1', mode: 'full', status: 'done' })
    expect(await here.sync.run('c1')).to.include({ id: 'run-2', mode: 'incremental' })
  })

  it('37 begins anew when the cursor is of another version of the connector', async () => {
    const here = site()
    here.script.pages = pages()
    const stop = new AbortController()
    const { id } = await here.sync.run('c1', { signal: stop.signal, onProgress: () => stop.abort() })
    Object.assign(here.memory.runs.get(id) ?? {}, { cursor: { old: true } })
    const run = await here.sync.run('c1')
    expect(run.status).to.equal('done')
    expect(here.memory.entries.size).to.equal(5)
    expect(sumHolds(run)).to.equal(true)
  })

  it('tells at its end what the source showed against what is stored', async () => {
    const here = site()
    here.script.pages = pages()
    const first = await here.sync.run('c1', { mode: 'full' })
    const found = {
      source: { records: 9 },
      completions: 5,
      revisions: 5,
      entries: { imported: 5 },
      quarantine: { malformed: 1, 'hours-missing': 1, 'unknown-course': 1, 'unknown-learner': 1 },
    }
    expect(first.reconciliation).to.deep.equal({ ...found, differences: [] })
    here.script.pages = pages().slice(1)
    expect((await here.sync.run('c1', { mode: 'full' })).reconciliation).to.deep.equal({
      ...found,
      source: { records: 6 },
      differences: [
        { code: 'completions-not-met', n: 2 },
        { code: 'quarantine-not-met', n: 1 },
      ],
    })
  })

  it('counts the completions of a first pass by what it stored, a mark that came twice as one', async () => {
    const here = site()
    const counted: string[] = []
    const { countKeys } = here.deps.stores.completions
    here.deps.stores.completions.countKeys = async id => {
      counted.push(id)
      return countKeys(id)
    }
    const twice = [record({ user: 1 }), record({ user: 1, hours: [hours('9')] })]
    here.script.pages = [
      { records: twice.slice(0, 1) },
      { records: [...twice.slice(1), record({ user: 2 })] },
    ]
    const first = await here.sync.run('c1')
    expect(first.reconciliation).to.deep.include({ completions: 2, revisions: 3 })
    expect(first.reconciliation?.differences).to.deep.equal([{ code: 'repeats', n: 1 }])
    expect(counted).to.deep.equal([])
    await here.sync.run('c1', { mode: 'full' })
    expect(counted, 'later others have stored as well').to.deep.equal(['c1'])
  })

  it('starts in the background and answers the run under way', async () => {
    const here = site()
    here.script.pages = pages()
    const { runId, done } = await here.sync.start('c1')
    expect(await here.sync.start('c1')).to.include({ runId })
    expect((await done)?.status).to.equal('done')
  })

  it('knows no other connection', async () => {
    expect(await codeOf(site().sync.run('c9'))).to.equal('not_found')
    expect(await codeOf(site().sync.check('c9'))).to.equal('not_found')
  })
})

function createOther(here: Site, owner: string) {
  return createSync({ ...here.deps, owner })
}
