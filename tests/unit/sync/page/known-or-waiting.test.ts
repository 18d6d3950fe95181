import { expect } from 'chai'
import type { SourceRecord } from '#connectors/record'
import type { Quarantined } from '#store/ports/quarantine'
import { knownOrWaiting } from '#sync/page/known-or-waiting'
import { record } from '../story.ts'

const waits = (key: string, reason: string, told: unknown = record()): [string, Quarantined] => [
  key,
  { connectionId: 'c1', key, hash: 'h', reason, facts: {}, record: told, firstSeenAt: 'at', lastRunId: 'r' },
]

describe('what a connector need not ask for again', () => {
  const stored = new Map<string, SourceRecord>([['a', record({ user: 9 })]])
  const held = new Map([
    waits('a', 'unknown-learner'),
    waits('b', 'unknown-learner'),
    waits('c', 'unknown-course'),
    waits('d', 'no-completion-time'),
    waits('e', 'malformed', 'a row'),
    waits('f', 'hours-missing', { not: 'a record' }),
  ])
  const asked: string[][] = []
  const known = knownOrWaiting(
    { records: async () => stored },
    {
      open: async keys => {
        asked.push(keys)
        return new Map([...held].filter(([key]) => keys.includes(key)))
      },
    },
  )

  it('is what is stored, and what waits for its learner, module or hours; never for its mark or time', async () => {
    const found = await known(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
    expect([...found.keys()]).to.deep.equal(['a', 'b', 'c'])
    expect(found.get('a'), 'what is stored first').to.equal(stored.get('a'))
    expect(asked).to.deep.equal([['b', 'c', 'd', 'e', 'f', 'g']])
    expect(await known(['a']), 'no look where all is stored').to.equal(stored)
    expect(asked).to.have.length(1)
  })
})
