import { expect } from 'chai'
import { createKeeping } from '#credits/keeping/keeping'
import { catalogueOf } from '#src/adapters/regulations'
import { anActor, useCredits } from '#tests/integration/credits/use-credits'
import { aKeptBook, anAppointed, type KeptBook } from '#tests/integration/credits/use-keeping'
import { codeOf } from '#tests/support/thrown'
import { regulationNamed } from '#tests/unit/domain/support'
import { openSite, type Site } from '#tests/unit/http/support/fakes'
import { formOf, visit } from './visit.ts'

describe('a duplicate of a lost book', () => {
  const world = useCredits()
  let book: KeptBook
  let site: Site
  beforeEach(async () => {
    book = await aKeptBook(world(), { regulation: 'tyumen' })
    site = await openSite({ credits: book.credits, keeping: book.keeping, now: book.deps.now })
  })
  afterEach(() => site.close())

  const curator = anActor(['curator'])
  const path = () => `/learners/${book.at.learnerId}/duplicate?programme=${book.at.programmeId}`

  it('T17: is recorded with number, day and reason, and every view of the book bears it', async () => {
    const visitor = await visit(site, ['curator'], 'c-1')
    const form = formOf((await visitor.get(path())).html, 'name="after"')
    const wrong = await visitor.post(path(), { ...form, reason: ' ' })
    expect([wrong.status, wrong.html.includes('Напишите, почему')]).to.deep.equal([422, true])
    const done = await visitor.post(path(), { ...form, reason: 'книжка утеряна' })
    expect(done.html).to.include('Выдан дубликат № 1').and.include('книжка утеряна')
    const { book: view } = await book.credits.readBooks(book.learner, {})
    expect(view?.duplicateOf).to.deep.include({ number: 1, on: '2026-11-22', byRole: 'curator' })
    const learner = await visit(site, ['learner'], book.learner.personId)
    expect((await learner.get('/book')).html).to.include('Дубликат № 1 от 22.11.2026')
    const { code } = await book.keeping.shares.create(book.learner, {
      programmeId: book.programme.id,
      recipient: 'ДОН',
      until: '2026-12-01',
    })
    expect((await learner.get(`/share/${code}`)).html).to.include('Дубликат')
  })

  it('T17: names the entries that have no document to be restored from', async () => {
    const [bare] = await world().entries(book.enrolment, ['M1'], { document: '' })
    const claim = { moduleId: 'M3', date: '2024-11-12', documentKind: 'справка', documentNumber: '4' }
    const proved = await book.keeping.proofs.send(curator, { ...book.at, key: 'k', claim })
    const entryIds = [String(bare?.id), proved.id]
    await book.credits.confirmEntries(curator, { entryIds, despiteRemarks: entryIds })
    const { book: view } = await book.credits.readBooks(book.learner, {})
    const number = view?.lines.find(({ entry }) => entry.id === bare?.id)?.number
    expect((await book.keeping.duplicates.list(curator, book.at)).unproved).to.deep.equal([number])
    const issued = await book.keeping.duplicates.issue(curator, { ...book.at, reason: 'утеря', after: 0 })
    expect(issued.unproved).to.deep.equal([number])
    const tyumen = regulationNamed('tyumen')
    const kept = { ...tyumen.book, openTo: [], clause: 'п. 4.5', duplicateFromDocuments: false }
    const regulations = catalogueOf([{ ...tyumen, book: kept }])
    const elsewhere = createKeeping({ ...book.deps, regulations })
    expect((await elsewhere.duplicates.list(curator, book.at)).unproved).to.deep.equal([])
  })

  it('is issued by one of two curators at once; the next has the next number', async () => {
    const issue = () =>
      codeOf(book.keeping.duplicates.issue(anActor(['curator']), { ...book.at, reason: 'утеря', after: 0 }))
    const codes = await Promise.all([issue(), issue(), issue()])
    expect(codes.filter(code => code === 'conflict')).to.have.length(2)
    const next = await book.keeping.duplicates.issue(curator, { ...book.at, reason: 'утеря', after: 1 })
    expect(next.number).to.equal(2)
    const { duplicates } = await book.keeping.duplicates.list(book.learner, {
      programmeId: book.programme.id,
    })
    expect(duplicates.map(({ number }) => number)).to.deep.equal([1, 2])
  })

  it('is not issued by the learner, nor by whoever holds no role', async () => {
    const own = await anAppointed(book, 'head', { personId: book.at.learnerId })
    const asked = { ...book.at, reason: 'утеря', after: 0 }
    expect(await codeOf(book.keeping.duplicates.issue(own, asked))).to.equal('own_entry')
    expect(await codeOf(book.keeping.duplicates.issue(anActor(['issuer']), asked))).to.equal('forbidden')
    expect(await codeOf(book.keeping.duplicates.issue(anActor(['learner']), asked))).to.equal('not_found')
    const learner = await visit(site, ['learner'], book.learner.personId)
    expect((await learner.get('/book/duplicate')).html).to.not.include('name="after"')
  })
})
