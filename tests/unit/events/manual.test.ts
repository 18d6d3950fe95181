import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { eventsManual } from '#events/manual'
import { EVENT_SCHEMAS } from '#events/schemas'
import { EVENT_TYPES } from '#events/types'

describe('the manual of events', () => {
  it('is what the schemas say', () => {
    const manual = readFileSync(new URL('../../../docs/events.md', import.meta.url), 'utf8')
    expect(manual, 'docs/events.md is stale: npm run docs').to.equal(eventsManual())
  })

  it('has a schema for every type, and no type besides', () => {
    expect(Object.keys(EVENT_SCHEMAS).sort()).to.deep.equal([...EVENT_TYPES].sort())
  })
})
