import { expect } from 'chai'
import type { SourceRecord } from '#connectors/record'
import type { Completion, CompletionStore } from '#store/ports/completions'
import { knownCompletions } from '#sync/page/known'

const stored = (key: string) => ({ key, revision: 1, record: { key } }) as Completion<SourceRecord>

/** A store that answers when it is let, and counts what it was asked for. */
function askedStore(keys: string[]) {
  const asked: string[][] = []
  let answer: () => void = () => {}
  let isHeld = false
  async function find(_: string, wanted: string[]) {
    asked.push(wanted)
    if (isHeld) await new Promise<void>(resolve => (answer = resolve))
    isHeld = false
    const found = wanted.filter(key => keys.includes(key))
    return new Map(found.map(key => [key, stored(key)]))
  }
  return {
    asked,
    hold() {
      isHeld = true
    },
    answer: () => answer(),
    isEmpty: async () => false,
    heads: find,
    latest: find as unknown as CompletionStore['latest'],
  }
}

const turns = () => new Promise(resolve => setImmediate(resolve))

describe('completions that are known', () => {
  it('are read once, for the connector and for the pull', async () => {
    const store = askedStore(['a'])
    const known = knownCompletions(store, 'c1')
    expect([...(await known.records(['a', 'b'])).keys()]).to.deep.equal(['a'])
    expect([...(await known.heads(['a', 'b'])).keys()]).to.deep.equal(['a'])
    expect([...(await known.latest(['a', 'b'])).keys()]).to.deep.equal(['a'])
    expect(store.asked).to.deep.equal([['a', 'b']])
  })

  it('keep only so much of what is nowhere, for nobody may ever store it', async () => {
    const store = askedStore(['a'])
    const known = knownCompletions(store, 'c1')
    await known.records(['a', 'b'])
    await known.records(Array.from({ length: 10_000 }, (_, n) => `never ${n}`))
    await known.latest(['a', 'b', 'never 7'])
    expect(store.asked.at(-1), 'what there is stays').to.deep.equal(['b', 'never 7'])
  })

  it('are kept when another page is stored while they are being read', async () => {
    const store = askedStore(['a', 'b'])
    const known = knownCompletions(store, 'c1')
    store.hold()
    const ahead = known.records(['a', 'b'])
    await turns()
    known.forget(['b', 'z'])
    store.answer()
    await ahead
    await known.latest(['a', 'b'])
    expect(store.asked).to.deep.equal([['a', 'b'], ['b']])
  })

  it('are read again after their page was stored', async () => {
    const store = askedStore(['a'])
    const known = knownCompletions(store, 'c1')
    await known.records(['a'])
    known.forget(['a'])
    await known.latest(['a'])
    expect(store.asked).to.deep.equal([['a'], ['a']])
  })
})
