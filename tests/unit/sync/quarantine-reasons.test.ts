import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import type { SourceRecord } from '#connectors/record'
import { ltiKey, type Person } from '#store/ports/people'
import { QUARANTINE_REASONS, reasonText } from '#sync/reasons'
import { scriptedConnector } from './scripted-connector.ts'
import { enrolment, hours, person, programme, record, type Site, site } from './story.ts'

interface Case {
  reason: keyof typeof QUARANTINE_REASONS
  when: string
  record?: SourceRecord
  prepare?: (site: Site) => void
}

const other: Person = {
  ...person(8),
  identities: [{ key: ltiKey('https://lms.example', '1'), since: '2026' }],
}

const cases: Case[] = [
  {
    reason: 'not-completed',
    when: 'in progress and never seen',
    record: record({ state: 'in-progress', rawState: 'open' }),
  },
  {
    reason: 'not-completed',
    when: 'failed and never seen',
    record: record({ state: 'failed', rawState: 'fail' }),
  },
  {
    reason: 'unknown-state',
    when: 'the source says a word we do not know',
    record: record({ state: 'unknown', rawState: 'x' }),
  },
  { reason: 'unknown-learner', when: 'nobody has the account', record: record({ user: 99 }) },
  {
    reason: 'ambiguous-learner',
    when: 'launch and source know different people',
    prepare: ({ memory }) => {
      memory.people.push(other)
      Object.assign(memory.connections.get('c1') ?? {}, { platformIssuer: 'https://lms.example' })
    },
  },
  { reason: 'unknown-course', when: 'no module lives in the course', record: record({ course: 77 }) },
  {
    reason: 'not-enrolled',
    when: 'the learner left the programme',
    prepare: ({ memory }) => Object.assign(memory.enrolments[0] ?? {}, { status: 'left' }),
  },
  {
    reason: 'not-enrolled',
    when: 'the learner is in another programme',
    prepare: ({ memory }) => {
      memory.programmes.push({ ...programme('B'), modules: [] })
      memory.enrolments[0] = enrolment('p1', 'B')
    },
  },
  {
    reason: 'programme-finished',
    when: 'the certificate is issued',
    prepare: ({ memory }) => Object.assign(memory.enrolments[0] ?? {}, { status: 'finished' }),
  },
  {
    reason: 'hours-missing',
    when: 'the learner has finished: the record comes first',
    record: record({ hours: [] }),
    prepare: ({ memory }) => Object.assign(memory.enrolments[0] ?? {}, { status: 'finished' }),
  },
  {
    reason: 'bad-date',
    when: 'nobody has the account either',
    record: record({ user: 99, at: '1970-01-01T00:00:00Z' }),
  },
  {
    reason: 'unknown-course',
    when: 'a course that nobody credits has no hours either',
    record: record({ course: 77, hours: [] }),
  },
  { reason: 'hours-missing', when: 'the course has no field', record: record({ hours: [] }) },
  { reason: 'hours-missing', when: 'the field is empty', record: record({ hours: [hours(null)] }) },
  { reason: 'hours-missing', when: 'zero', record: record({ hours: [hours('0')] }) },
  {
    reason: 'hours-unreadable',
    when: 'the connector could not read it',
    record: record({ hours: [hours(null, { raw: 'много' })] }),
  },
  { reason: 'hours-unreadable', when: 'no decimal', record: record({ hours: [hours('36,5 ч.')] }) },
  {
    reason: 'hours-unreadable',
    when: 'beyond all numbers of hours',
    record: record({ hours: [hours('99999999')] }),
  },
  { reason: 'hours-negative', when: 'below zero', record: record({ hours: [hours('-4')] }) },
  { reason: 'hours-conflict', when: 'two values', record: record({ hours: [hours('8'), hours('12')] }) },
  {
    reason: 'hours-not-accepted',
    when: 'only a timer',
    record: record({ hours: [hours('8', { kind: 'measured' })] }),
  },
  { reason: 'module-size', when: 'too long', record: record({ hours: [hours('10000')] }) },
  { reason: 'module-size', when: 'too short by a hundredth', record: record({ hours: [hours('7.99')] }) },
  { reason: 'no-completion-time', when: 'the source does not tell', record: record({ at: null }) },
  { reason: 'future-date', when: 'two days ahead', record: record({ at: '2026-05-22T08:00:01Z' }) },
  { reason: 'bad-date', when: 'epoch zero', record: record({ at: '1970-01-01T00:00:00Z' }) },
  { reason: 'bad-date', when: 'no instant', record: record({ at: '01.03.2026' }) },
  { reason: 'malformed', when: 'a person without an id', record: { ...record(), person: { userId: '' } } },
]

describe('quarantine', () => {
  for (const { reason, when, record: given = record(), prepare } of cases) {
    it(`${reason}: ${when}`, async () => {
      const here = site()
      prepare?.(here)
      here.script.pages = [{ records: [given] }]
      const run = await here.sync.run('c1')
      expect(run.quarantineReasons).to.deep.equal({ [reason]: 1 })
      const [held] = [...here.memory.quarantine.values()]
      expect(held).to.include({ reason, key: given.key })
      expect(held?.record, 'verbatim').to.deep.equal(given)
      expect(here.memory.completions.size + here.memory.entries.size).to.equal(0)
      for (const language of ['ru', 'en'] as const) {
        const { text, remedy } = reasonText(reason, held?.facts ?? {}, language)
        expect(`${text} ${remedy}`, 'every fact is there').not.to.contain('?')
      }
    })
  }

  it('malformed: what the connector itself could not read, with its words', async () => {
    const here = site()
    here.script.pages = [
      { faults: [{ key: '1:101', code: 'moodle_bad', message: 'no date', raw: { a: [1] } }] },
    ]
    const run = await here.sync.run('c1')
    expect(run.counts).to.include({ pulled: 1, quarantined: 1 })
    const [held] = [...here.memory.quarantine.values()]
    expect(held).to.deep.include({ reason: 'malformed', record: { a: [1] } })
    expect(held?.facts).to.deep.equal({ code: 'moodle_bad', message: 'no date' })
  })

  it('stores what has not even a key', async () => {
    const here = site()
    here.script.pages = [{ records: [null, 'text', { key: 7 }] as never[] }]
    const { counts } = await here.sync.run('c1')
    expect(counts).to.include({ pulled: 3, quarantined: 3 })
    expect(here.memory.quarantine.size).to.equal(3)
  })

  it('has a reason and a remedy in both languages for every id', () => {
    for (const texts of Object.values(QUARANTINE_REASONS)) {
      expect(texts.ru).to.match(/[а-я]/)
      expect(texts.remedyRu).to.match(/[а-я]/)
      expect(texts.en + texts.remedyEn).not.to.match(/[а-я]/)
    }
  })

  it('is looked at again by the next pull: a late enrolment needs no replay', async () => {
    const here = site()
    here.memory.enrolments = []
    here.script.pages = [{ records: [record()] }]
    await here.sync.run('c1')
    here.memory.enrolments.push(enrolment('p1', 'A'))
    const { counts } = await here.sync.run('c1')
    expect(counts).to.include({ imported: 1, quarantined: 0, entries: 1 })
    expect([...here.memory.quarantine.values()][0]?.resolvedAt).to.be.a('string')
  })

  it('what waits counts as quarantined in every run and costs no write', async () => {
    const here = site()
    here.script.pages = [{ records: [record({ user: 99 })] }]
    await here.sync.run('c1')
    const { counts } = await here.sync.run('c1')
    expect(counts).to.include({ pulled: 1, unchanged: 0, quarantined: 1 })
    expect(here.memory.writes.quarantine).to.equal(1)
  })

  it('a learner who finished is taken once they are enrolled in the next programme', async () => {
    const here = site()
    Object.assign(here.memory.enrolments[0] ?? {}, { status: 'finished' })
    here.script.pages = [{ records: [record()] }]
    await here.sync.run('c1')
    here.memory.programmes.push(programme('B'))
    here.memory.enrolments.push(enrolment('p1', 'B'))
    expect((await here.sync.run('c1')).counts).to.include({ imported: 1, quarantined: 0 })
    expect([...here.memory.entries.values()].map(e => e.programmeId)).to.deep.equal(['B'])
  })

  it('is replayed on demand, all of it or by key', async () => {
    const here = site()
    here.memory.enrolments = []
    here.script.pages = [{ records: [record(), record({ course: 2 }), record({ user: 99 })] }]
    await here.sync.run('c1')
    here.memory.enrolments.push(enrolment('p1', 'A'))
    const one = await here.sync.replay('c1', ['1:102', 'nothing'])
    expect(one.counts).to.include({ pulled: 1, imported: 1, entries: 1 })
    const rest = await here.sync.replay('c1')
    expect(rest.counts).to.include({ pulled: 2, imported: 1, unchanged: 0, quarantined: 1 })
    expect((await here.sync.run('c1')).counts).to.include({
      pulled: 3,
      unchanged: 2,
      quarantined: 1,
      imported: 0,
    })
  })

  it('a replay asks the connector what a record says beside the one that is stored', async () => {
    const here = site(3, {
      connectors: () => ({
        ...scriptedConnector(here.script),
        beside: (told, stored) => ({ ...told, rawState: stored.rawState }),
      }),
    })
    here.script.pages = [{ records: [record({ rawState: 'told once' })] }]
    await here.sync.run('c1')
    here.script.pages = [{ records: [record({ rawState: 'vague', at: '2026-06-20T08:00:00Z' })] }]
    await here.sync.run('c1')
    expect([...here.memory.quarantine.values()].map(each => each.reason)).to.deep.equal(['future-date'])
    here.clock.now = new Date('2026-06-21T08:00:00Z')
    expect((await here.sync.replay('c1')).counts).to.include({ pulled: 1, changed: 1 })
    const told = [...here.memory.completions.values()].map(each => (each.record as SourceRecord).rawState)
    expect(told).to.deep.equal(['told once', 'told once'])
  })

  it('a replay keeps the words of the connector', async () => {
    const here = site()
    here.script.pages = [{ faults: [{ key: 'x', code: 'c', message: 'm', raw: {} }] }]
    await here.sync.run('c1')
    expect((await here.sync.replay('c1')).counts).to.include({ pulled: 1, quarantined: 1 })
    expect([...here.memory.quarantine.values()][0]?.facts).to.deep.equal({ code: 'c', message: 'm' })
  })
})

describe('docs/sync.md', () => {
  it('explains every reason', () => {
    const text = readFileSync(path.resolve(import.meta.dirname, '../../../docs/sync.md'), 'utf8')
    for (const id of Object.keys(QUARANTINE_REASONS)) expect(text).to.contain(`| \`${id}\` |`)
  })
})
