import { expect } from 'chai'
import fc from 'fast-check'
import type { Entry } from '#domain/entries/entry'
import { missingEvents } from '#events/events-of-book'
import type { NewEvent, OutboxEvent } from '#store/ports/outbox'
import type { Enrolment } from '#store/ports/people'
import { sampleEntry } from '#tests/integration/store/samples'

const step = (action: string, at: string) =>
  ({
    action,
    from: null,
    to: 'imported',
    by: 'p',
    byName: 'П',
    byRole: 'curator',
    at,
  }) as Entry['history'][number]
const enrolment = (summary?: Enrolment['summary']): Enrolment => ({
  id: 'e1',
  learnerId: 'l1',
  programmeId: 'p1',
  enrolledOn: '2026-01-01',
  facts: {},
  status: 'active',
  ...(summary && { summary }),
  createdAt: '2026-01-01T00:00:00.000Z',
})
const summary = (counted: number, more = {}) => ({
  counted,
  pending: 0,
  required: 10_800,
  eligible: false,
  at: '2026-03-01T00:00:00.000Z',
  ...more,
})
const told = (events: readonly NewEvent[]): OutboxEvent[] =>
  events.map((event, i) => ({ ...event, stream: 'l1', seq: i + 1 }))
const book = (parts: { summary?: Enrolment['summary']; entries?: Entry[] } = {}) => ({
  enrolment: enrolment(parts.summary),
  entries: parts.entries ?? [],
  certificates: [],
})

describe('events of a book', () => {
  it('orders them by what happened, an entry’s own steps as they stand even if a clock went back', () => {
    const entries = [
      sampleEntry({ id: 'a', history: [step('import', '2026-02-03'), step('confirm', '2026-02-01')] }),
      sampleEntry({ id: 'b', history: [step('import', '2026-02-02')] }),
    ]
    const events = missingEvents(book({ entries }), [])
    expect(events.map(event => event.id)).to.deep.equal([
      `${events[0]?.type}|b|0`,
      `${events[1]?.type}|a|0`,
      'entry.confirmed|a|1',
    ])
  })

  it('finds nothing more once everything was told, however often it is asked', () => {
    const entries = [sampleEntry({ id: 'a', history: [step('import', '2026-02-01')] })]
    const state = book({ entries, summary: summary(800) })
    const events = missingEvents(state, [])
    expect(events.map(event => event.type)).to.include('progress.changed')
    expect(missingEvents(state, told(events))).to.deep.equal([])
  })

  it('tells progress down as well as up, and eligibility each time it comes', () => {
    let known: OutboxEvent[] = []
    const types: string[] = []
    for (const [counted, eligible] of [
      [800, false],
      [10_800, true],
      [10_800, true],
      [12_000, true],
      [2_400, false],
      [10_800, true],
    ] as const) {
      const events = missingEvents(book({ summary: summary(counted, { eligible }) }), known)
      types.push(events.map(event => event.type.split('.')[1]).join('+'))
      known = told([...known, ...events])
    }
    expect(types).to.deep.equal(['changed', 'changed+eligible', '', 'changed', 'changed', 'changed+eligible'])
  })

  it('tells of eligibility though a process died between the two events', () => {
    const state = book({ summary: summary(10_800, { eligible: true }) })
    const [first] = missingEvents(state, [])
    expect(missingEvents(state, told(first ? [first] : [])).map(event => event.type)).to.deep.equal([
      'programme.eligible',
    ])
  })

  it('says nothing of an empty book', () => {
    expect(missingEvents(book({ summary: summary(0) }), [])).to.deep.equal([])
    expect(missingEvents({ ...book(), enrolment: null }, [])).to.deep.equal([])
  })

  it('ends the same wherever appending was interrupted', () => {
    const entries = ['a', 'b', 'c'].map((id, i) =>
      sampleEntry({ id, history: [step('import', `2026-02-0${i + 1}`), step('confirm', '2026-02-05')] }),
    )
    const state = book({ entries, summary: summary(10_800, { eligible: true }) })
    const whole = missingEvents(state, [])
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length), { maxLength: 4 }), stops => {
        let known: OutboxEvent[] = []
        for (const stop of stops) known = told([...known, ...missingEvents(state, known).slice(0, stop)])
        known = told([...known, ...missingEvents(state, known)])
        expect(known.map(event => event.id)).to.deep.equal(whole.map(event => event.id))
      }),
    )
  })
})
