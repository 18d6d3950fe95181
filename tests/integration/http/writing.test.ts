import { expect } from 'chai'
import { anActor, system, useCredits } from '#tests/integration/credits/use-credits'
import { aKeptBook, anAppointed, type KeptBook } from '#tests/integration/credits/use-keeping'
import { codeOf } from '#tests/support/thrown'
import { openSite, type Site } from '#tests/unit/http/support/fakes'
import { visit } from './visit.ts'

describe('the setting of who writes and who signs', () => {
  const world = useCredits()
  let book: KeptBook
  let site: Site
  beforeEach(async () => {
    book = await aKeptBook(world(), { regulation: 'tyumen' })
    site = await openSite({ credits: book.credits, keeping: book.keeping, now: book.deps.now })
  })
  afterEach(() => site.close())

  const path = () => `/admin/writing/${book.programme.id}`
  const administrator = anActor(['administrator'])

  it('T15: is decided on a page, kept with who decided it, and holds at once', async () => {
    const visitor = await visit(site, ['administrator'], 'a-1')
    const opened = await visitor.get(path())
    expect(opened.html).to.include('По положению: руководитель организации, методист')
    const wrong = await visitor.post(path(), { after: '0', enter: 'learner' })
    expect([wrong.status, wrong.html.includes('хотя бы одну роль, которая подписывает')]).to.deep.equal([
      422,
      true,
    ])
    const form = { after: '0', enter: ['learner', 'head'], sign: 'head', basis: 'приказ № 12', hack: 'x' }
    expect((await visitor.post(path(), form)).html).to.include('Сохранено')
    expect((await visitor.get(path())).html).to.include('подписывают руководитель организации')
    const claim = { moduleId: 'M3', date: '2024-11-12', documentKind: 'справка', documentNumber: '4' }
    const head = await anAppointed(book, 'head')
    const { id } = await book.keeping.proofs.send(head, { ...book.at, key: 'k', claim })
    const asked = { entryIds: [id], despiteRemarks: [id] }
    const refused = await book.credits.confirmEntries(anActor(['curator']), asked)
    expect(refused.refused.map(({ code }) => code)).to.deep.equal(['not_signer'])
    expect((await book.credits.confirmEntries(head, asked)).done).to.deep.equal([id])
  })

  it('is changed by one of two at once, and only within the scope', async () => {
    const save = (actor = administrator) =>
      codeOf(
        book.keeping.writing.save(actor, {
          programmeId: book.programme.id,
          enter: ['curator'],
          sign: ['curator'],
          after: 0,
        }),
      )
    const codes = await Promise.all([save(), save(), save()])
    expect(codes.filter(code => code === 'conflict')).to.have.length(2)
    expect(
      (await book.keeping.writing.read(administrator, { programmeId: book.programme.id })).history,
    ).to.have.length(1)
    expect(await save(anActor(['curator']))).to.equal('forbidden')
    expect(await save(anActor(['administrator'], { scope: ['elsewhere'] }))).to.equal('not_found')
  })

  it('outlives a programme that is saved again', async () => {
    const decision = { programmeId: book.programme.id, enter: ['curator'], sign: ['head'], after: 0 } as const
    await book.keeping.writing.save(administrator, decision)
    const { writing: _, createdAt: __, ...again } = book.programme
    await book.credits.saveProgramme(system, again)
    expect(
      (await book.keeping.writing.read(administrator, { programmeId: book.programme.id })).writing.sign,
    ).to.deep.equal(['head'])
  })
})
