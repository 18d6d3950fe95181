import { expect } from 'chai'
import { sha256 } from '#credits/sha256'
import { signatureOf } from '#domain/entries/signature'
import { codeOf } from '#tests/support/thrown'
import { anActor, useCredits } from './use-credits.ts'
import { aKeptBook, anAppointed, type KeptBook } from './use-keeping.ts'

const claim = { moduleId: 'M3', date: '2024-11-12', documentKind: 'справка', documentNumber: '41' }

describe('who writes into a book and who signs', () => {
  const world = useCredits()

  /** Entered by a curator, so that no scan is needed. */
  async function anEntry({ keeping, at }: KeptBook, changes: object = {}) {
    const input = { ...at, key: 'key', claim: { ...claim, ...changes } }
    return keeping.proofs.send(anActor(['curator']), input)
  }
  const refusals = ({ refused }: { refused: { code: string }[] }) => refused.map(({ code }) => code)

  it('keeps the hash of the line with the signature, and it fits what is stored', async () => {
    const book = await aKeptBook(world())
    const { id } = await anEntry(book)
    await book.credits.confirmEntries(anActor(['curator']), { entryIds: [id] })
    const stored = await book.stores.entries.byId(id)
    expect(stored && signatureOf(stored, sha256)).to.deep.include({ byRole: 'curator', state: 'fits' })
    const { book: view } = await book.credits.readBooks(book.learner, {})
    expect(view?.lines[0]?.signature?.state).to.equal('fits')
  })

  it('shows a line that was changed past the history', async () => {
    const book = await aKeptBook(world())
    const { id } = await anEntry(book)
    await book.credits.confirmEntries(anActor(['curator']), { entryIds: [id] })
    await world()
      .store.connection.collection('entries')
      .updateOne({ _id: id as never }, { $set: { hours: 6800 } })
    const { book: view } = await book.credits.readBooks(book.learner, {})
    expect(view?.lines[0]?.signature?.state).to.equal('broken')
  })

  it('lets a head sign who was appointed, in that role, where the municipality says so', async () => {
    const book = await aKeptBook(world(), { regulation: 'tyumen', writing: { sign: ['head'] } })
    const { id } = await anEntry(book)
    const curator = await book.credits.confirmEntries(anActor(['curator']), {
      entryIds: [id],
      despiteRemarks: [id],
    })
    expect(refusals(curator)).to.deep.equal(['not_signer'])
    const head = await anAppointed(book, 'head')
    const done = await book.credits.confirmEntries(head, { entryIds: [id], despiteRemarks: [id] })
    expect(done.done).to.deep.equal([id])
    const stored = await book.stores.entries.byId(id)
    expect(stored?.history.at(-1)).to.include({ by: head.personId, byRole: 'head' })
    const undone = await book.credits.undoBatch(head, { batchId: done.batchId })
    expect(undone.done).to.deep.equal([id])
    expect((await book.stores.entries.byId(id))?.history.at(-1)).to.include({ byRole: 'head' })
  })

  it('T15: takes the regulation where nothing was decided: head or methodist, who is the curator', async () => {
    const book = await aKeptBook(world(), { regulation: 'tyumen' })
    const { id } = await anEntry(book)
    const mentor = await anAppointed(book, 'mentor')
    const refused = await book.credits.confirmEntries(mentor, { entryIds: [id], despiteRemarks: [id] })
    expect(refusals(refused)).to.deep.equal(['not_signer'])
    const { done } = await book.credits.confirmEntries(anActor(['curator']), {
      entryIds: [id],
      despiteRemarks: [id],
    })
    expect(done).to.deep.equal([id])
  })

  it('lets nobody sign, reject or correct their own, whatever roles they hold', async () => {
    const book = await aKeptBook(world(), { regulation: 'tyumen' })
    const { id } = await anEntry(book)
    const own = await anAppointed(book, 'head', {
      personId: book.at.learnerId,
      roles: ['curator', 'learner'],
    })
    const asks = { entryIds: [id], despiteRemarks: [id] }
    expect(refusals(await book.credits.confirmEntries(own, asks))).to.deep.equal(['own_entry'])
    expect(refusals(await book.credits.rejectEntries(own, { ...asks, reason: 'нет' }))).to.deep.equal([
      'own_entry',
    ])
    const correction = { entryId: id, reason: 'нет', hours: 800 as never }
    expect(await codeOf(book.credits.correctEntry(own, correction))).to.equal('own_entry')
    expect((await book.stores.entries.byId(id))?.history).to.have.length(1)
  })

  it('lets who is appointed to nothing decide nothing, and one elsewhere see nothing', async () => {
    const book = await aKeptBook(world(), { regulation: 'tyumen' })
    const { id } = await anEntry(book)
    expect(await codeOf(book.credits.confirmEntries(anActor(['learner']), { entryIds: [id] }))).to.equal(
      'forbidden',
    )
    const elsewhere = await anAppointed({ ...book, programme: { ...book.programme, id: 'other' } }, 'head')
    expect(refusals(await book.credits.confirmEntries(elsewhere, { entryIds: [id] }))).to.deep.equal([
      'not_found',
    ])
    expect(await codeOf(book.credits.readBooks(elsewhere, book.at))).to.equal('not_found')
    const head = await anAppointed(book, 'head')
    expect((await book.credits.readBooks(head, book.at)).book?.lines).to.have.length(1)
  })

  it('closes the way of the learner where the programme says that only others write', async () => {
    const book = await aKeptBook(world(), { writing: { enter: ['curator'] } })
    const input = { programmeId: book.programme.id, key: 'key', claim }
    expect(await codeOf(book.keeping.proofs.send(book.learner, input))).to.equal('forbidden')
    expect(await codeOf(book.keeping.proofs.form(book.learner, book.at))).to.equal('forbidden')
    expect((await anEntry(book)).status).to.equal('imported')
  })

  it('T5: hours of self-education are set by the curator with a reason before anybody confirms them', async () => {
    const book = await aKeptBook(world(), { regulation: 'tyumen' })
    const { moduleId: _, ...rest } = claim
    const curator = anActor(['curator'])
    const entry = await book.keeping.proofs.send(curator, {
      ...book.at,
      key: 'self',
      claim: { ...rest, title: 'Пилотная площадка', kind: 'self-education', hours: 1000 as never },
    })
    const all = { entryIds: [entry.id], despiteRemarks: [entry.id] }
    expect(refusals(await book.credits.confirmEntries(curator, all))).to.deep.equal(['hours_not_set'])
    const head = await anAppointed(book, 'head')
    const setting = { entryId: entry.id, hours: 1000 as never, reason: '3 мероприятия' }
    expect(await codeOf(book.credits.correctEntry(head, setting))).to.equal('forbidden')
    const corrected = await book.credits.correctEntry(curator, setting)
    const { done } = await book.credits.confirmEntries(curator, {
      entryIds: [corrected.id],
      despiteRemarks: [corrected.id],
    })
    expect(done).to.deep.equal([corrected.id])
    expect(corrected.history[0]).to.include({ reason: '3 мероприятия', by: curator.personId })
  })

  it('lets a correction say which module a paper was for', async () => {
    const book = await aKeptBook(world())
    const { moduleId: _, ...rest } = claim
    const curator = anActor(['curator'])
    const input = {
      ...book.at,
      key: 'k',
      claim: { ...rest, title: 'Мастерская', kind: 'master-class' as const },
    }
    const { id } = await book.keeping.proofs.send(curator, input)
    const wrong = { entryId: id, moduleId: 'nothing', reason: 'модуль' }
    expect(await codeOf(book.credits.correctEntry(curator, wrong))).to.equal('invalid_input')
    const right = await book.credits.correctEntry(curator, { entryId: id, moduleId: 'M3', reason: 'модуль' })
    expect(right.moduleId).to.equal('M3')
  })
})
