import { expect } from 'chai'
import { eventsOfConsents } from '#events/events-of-consents'
import { EVENT_SCHEMAS } from '#events/schemas'
import type { EventType } from '#events/types'
import type { ConsentStep } from '#store/ports/consents'

const step = (seq: number, given: boolean, purpose: ConsentStep['purpose'] = 'processing'): ConsentStep => ({
  ...{ id: `p1|${purpose}|${seq}`, personId: 'p1', purpose, seq, given, version: `v${seq}` },
  ...{ at: `2026-11-2${seq}T09:00:00.000Z`, by: 'p1', byName: 'Сидорова Анна', way: 'self' },
})

describe('events of consents', () => {
  const told = (...steps: ConsentStep[]) => eventsOfConsents(steps, ['programme-1'])

  it('tell when one comes into force and when it ends, each time', () => {
    const events = told(step(1, true), step(2, false), step(3, true))
    expect(events.map(event => [event.type, event.at.slice(8, 10)])).to.deep.equal([
      ['consent.given', '21'],
      ['consent.withdrawn', '22'],
      ['consent.given', '23'],
    ])
    expect(new Set(events.map(event => event.id)).size).to.equal(3)
  })

  it('hold by their schemas and name nobody', () => {
    for (const { type, data } of told(step(1, true), step(2, false)))
      EVENT_SCHEMAS[type as EventType].data.strict().parse(data)
    expect(JSON.stringify(told(step(1, true)))).not.to.match(/Сидорова/)
  })

  it('are none for a new wording of what is given, and for a refusal of what was never given', () => {
    expect(told(step(1, true), step(2, true))).to.have.length(1)
    expect(told(step(1, false))).to.deep.equal([])
  })

  it('keep purposes apart', () => {
    const events = told(step(1, true), step(1, true, 'email'), step(2, false, 'email'))
    expect(events.map(({ type, data }) => `${type} ${data.purpose}`)).to.deep.equal([
      'consent.given processing',
      'consent.given email',
      'consent.withdrawn email',
    ])
  })
})
