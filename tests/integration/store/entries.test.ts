import { expect } from 'chai'
import { codeOf } from '#tests/support/thrown'
import { at, sampleEntry, stepped } from './samples.ts'
import { unique, useStores } from './use-stores.ts'

describe('entries store', () => {
  const store = useStores()
  const entries = () => store().stores.entries

  it('inserts what is new and leaves alone what is there', async () => {
    const [first, second] = [sampleEntry(), sampleEntry()]
    expect(await entries().insertNew([first])).to.equal(1)
    expect(await entries().insertNew([{ ...first, title: 'Другое' }, second])).to.equal(1)
    expect(await entries().byId(first.id)).to.deep.equal(first)
    expect(await entries().insertNew([])).to.equal(0)
  })

  it('inserts once when two processes bring the same thousand', async () => {
    const many = Array.from({ length: 1_200 }, () => sampleEntry({ learnerId: 'many' }))
    const second = await store().secondProcess()
    const counts = await Promise.all([entries().insertNew(many), second.stores.entries.insertNew(many)])
    expect(counts[0] + counts[1]).to.equal(1_200)
    expect(await entries().ofBook('many', 'programme')).to.have.length(1_200)
  })

  it('takes in nothing that claims to be confirmed already', async () => {
    expect(await codeOf(entries().insertNew([sampleEntry({ status: 'confirmed' })]))).to.equal(
      'invalid_input',
    )
  })

  it('reads a book in order of entry, and several books without a stranger among them', async () => {
    const [learnerId, other] = [unique('learner'), unique('learner')]
    const late = sampleEntry({ id: 'z-late', learnerId, createdAt: '2026-05-01T00:00:00.000Z' })
    const early = sampleEntry({ id: 'a-early', learnerId })
    const twin = sampleEntry({ id: 'b-early', learnerId })
    const elsewhere = sampleEntry({ learnerId, programmeId: 'second' })
    const others = sampleEntry({ learnerId: other, programmeId: 'second' })
    await entries().insertNew([late, twin, early, elsewhere, others])
    const ids = (found: { id: string }[]) => found.map(entry => entry.id)
    expect(ids(await entries().ofBook(learnerId, 'programme'))).to.deep.equal([
      'a-early',
      'b-early',
      'z-late',
    ])
    const keys = [
      { learnerId, programmeId: 'programme' },
      { learnerId: other, programmeId: 'second' },
    ]
    const books = await entries().ofBooks(keys)
    expect(ids(books)).to.have.members(['a-early', 'b-early', 'z-late', others.id])
    const named = [
      'id',
      'learnerId',
      'programmeId',
      'moduleId',
      'date',
      'title',
      'status',
      'createdAt',
    ] as const
    const briefly = books.map(entry => Object.fromEntries(named.map(name => [name, entry[name]])))
    expect(await entries().siblings(keys), 'nothing but what remarks ask for').to.have.deep.members(briefly)
    expect(ids(await entries().byIds([late.id, early.id, 'none']))).to.deep.equal(['a-early', 'z-late'])
  })

  it('finds entries of completions, newest revision first, of this connection only', async () => {
    const of = (connectionId: string, revision: number) =>
      sampleEntry({ origin: { type: 'completion', connectionId, completionKey: '7:42', revision } })
    const [r1, r2, stranger] = [of('c1', 1), of('c1', 2), of('c2', 3)]
    await entries().insertNew([r1, stranger, r2])
    expect((await entries().byCompletions('c1', ['7:42', 'x'])).map(entry => entry.id)).to.deep.equal([
      r2.id,
      r1.id,
    ])
  })

  it('marks confirmed entries as used by one certificate, says which, and frees them', async () => {
    const [free, waiting] = [sampleEntry(), sampleEntry()]
    await entries().insertNew([free, waiting])
    await entries().transition([{ next: stepped(free, 'confirmed'), from: 'imported', repeatable: false }])
    expect(await entries().consume([free.id, waiting.id], 'cert-1')).to.deep.equal([free.id])
    expect(await entries().consume([free.id], 'cert-1')).to.deep.equal([free.id])
    expect(await entries().consume([free.id], 'cert-2')).to.deep.equal([])
    await entries().release('cert-1')
    expect((await entries().byId(free.id))?.consumedBy).to.equal(undefined)
    expect(await entries().consume([free.id], 'cert-2')).to.deep.equal([free.id])
  })

  it('notes what the source says now beside what was confirmed', async () => {
    const entry = sampleEntry()
    await entries().insertNew([entry])
    const differs = [{ field: 'hours', was: '8.00', now: '12.00', seenAt: at }] as const
    await entries().setDiffers([{ id: entry.id, differs: [...differs] }])
    const confirmed = { next: stepped(entry, 'confirmed'), from: 'imported', repeatable: false } as const
    await entries().transition([confirmed])
    const stored = await entries().byId(entry.id)
    expect([stored?.differs, stored?.hours]).to.deep.equal([differs, entry.hours])
  })
})
