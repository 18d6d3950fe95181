import { expect } from 'chai'
import type { Entry } from '#domain/entries/entry'
import { sampleEntry, stepped } from './samples.ts'
import { unique, useStores } from './use-stores.ts'

const confirm = (entry: Entry, repeatable = false, batchId?: string) =>
  ({ next: stepped(entry, 'confirmed', batchId), from: 'imported', repeatable }) as const

describe('a transition of entries', () => {
  const store = useStores()
  const entries = () => store().stores.entries
  const inserted = async (changes: Partial<Entry> = {}) => {
    const entry = sampleEntry(changes)
    await entries().insertNew([entry])
    return entry
  }

  it('stores the next state with its step', async () => {
    const entry = await inserted()
    const change = confirm(entry, false, unique('batch'))
    expect(await entries().transition([change])).to.deep.equal(['done'])
    expect(await entries().byId(entry.id)).to.deep.equal(change.next)
  })

  it('lets one of twenty concurrent steps through and tells which', async () => {
    const entry = await inserted()
    const second = await store().secondProcess()
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 ? entries() : second.stores.entries).transition([confirm(entry)]),
      ),
    )
    expect(results.flat().filter(outcome => outcome === 'done')).to.have.length(1)
    expect((await entries().byId(entry.id))?.history).to.have.length(2)
  })

  it('confirms one of two entries of a module, and the other once the first has left', async () => {
    const learnerId = unique('learner')
    const [one, two] = [await inserted({ learnerId }), await inserted({ learnerId })]
    expect(await entries().transition([confirm(one), confirm(two)])).to.deep.equal(['done', 'duplicate'])
    const undone = stepped(confirm(one).next, 'imported')
    expect(
      await entries().transition([{ next: undone, from: 'confirmed', repeatable: false }]),
    ).to.deep.equal(['done'])
    expect(await entries().transition([confirm(two)])).to.deep.equal(['done'])
  })

  it('holds one confirmed entry a module under twenty parallel confirmations of two duplicates', async () => {
    const learnerId = unique('learner')
    const two = [await inserted({ learnerId }), await inserted({ learnerId })]
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => entries().transition([confirm(two[i % 2] as Entry)])),
    )
    const book = await entries().ofBook(learnerId, 'programme')
    expect(book.filter(entry => entry.status === 'confirmed')).to.have.length(1)
  })

  it('confirms a repeatable module as often as it was done', async () => {
    const learnerId = unique('learner')
    const [one, two] = [await inserted({ learnerId }), await inserted({ learnerId })]
    expect(await entries().transition([confirm(one, true), confirm(two, true)])).to.deep.equal([
      'done',
      'done',
    ])
  })

  it('never replaces a history that grew since it was read, though the state is the same again', async () => {
    const entry = await inserted()
    const confirmed = confirm(entry).next
    await entries().transition([confirm(entry)])
    await entries().transition([
      { next: stepped(confirmed, 'imported'), from: 'confirmed', repeatable: false },
    ])
    expect(await entries().transition([confirm(entry)])).to.deep.equal(['conflict'])
    expect((await entries().byId(entry.id))?.history.map(step => step.action)).to.deep.equal([
      'import',
      'confirm',
      'revert',
    ])
  })

  it('leaves an entry that a certificate used', async () => {
    const entry = await inserted()
    await entries().transition([confirm(entry)])
    await entries().consume([entry.id], 'certificate')
    const back = stepped(confirm(entry).next, 'imported')
    expect(await entries().transition([{ next: back, from: 'confirmed', repeatable: false }])).to.deep.equal([
      'conflict',
    ])
  })

  it('tells each outcome of a large mixed batch', async () => {
    const learnerId = unique('learner')
    const fresh = Array.from({ length: 600 }, (_, i) => sampleEntry({ moduleId: `M${i}`, learnerId }))
    await entries().insertNew(fresh)
    const twin = await inserted({ moduleId: 'M5', learnerId })
    await entries().transition([confirm(fresh[7] as Entry)])
    const outcomes = await entries().transition([...fresh.map(entry => confirm(entry)), confirm(twin)])
    expect(outcomes[7]).to.equal('conflict')
    expect(outcomes[600]).to.equal('duplicate')
    expect(outcomes.filter(outcome => outcome === 'done')).to.have.length(599)
  })

  it('finds a bulk action by its id', async () => {
    const batchId = unique('batch')
    const [one, two] = [await inserted(), await inserted()]
    await entries().transition([confirm(one, false, batchId), confirm(two)])
    expect((await entries().byBatch(batchId)).map(entry => entry.id)).to.deep.equal([one.id])
  })
})
