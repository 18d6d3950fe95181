import { expect } from 'chai'
import { anActor, useCredits } from '#tests/integration/credits/use-credits'
import { aKeptBook, anAppointed, type KeptBook } from '#tests/integration/credits/use-keeping'
import { codeOf } from '#tests/support/thrown'
import { memoryLog, openSite, type Site } from '#tests/unit/http/support/fakes'
import { formOf, visit } from './visit.ts'

describe('a book shared by a link', () => {
  const world = useCredits()
  const log = memoryLog()
  let book: KeptBook
  let site: Site
  beforeEach(async () => {
    book = await aKeptBook(world())
    site = await openSite({ credits: book.credits, keeping: book.keeping, now: book.deps.now, log })
  })
  afterEach(() => site.close())

  const until = '2026-12-22'
  const shared = () =>
    book.keeping.shares.create(book.learner, { programmeId: book.programme.id, recipient: 'ДОН', until })
  const textOf = async (answer: Response) => (await answer.text()).replaceAll('\u00a0', ' ')

  it('T16: is made, seen read-only without a session, counted and revoked', async () => {
    const learner = await visit(site, ['learner'], book.learner.personId)
    const form = formOf((await learner.get('/book/shares')).html, 'name="recipient"')
    expect(form).to.include({ recipient: '', until })
    const made = await learner.post('/book/shares', { ...form, recipient: 'ТОГИРРО, эксперт' })
    const path = /value="http:\/\/localhost(\/share\/[^"]+)"/.exec(made.html)?.[1] ?? ''
    expect((await learner.get('/book/shares')).html).to.not.include(path)
    const answer = await site.get(path)
    const html = await textOf(answer)
    expect(html).to.include('Сидорова Анна Петровна').and.include('ТОГИРРО, эксперт')
    expect(html).to.not.match(/<script|<form[^>]*method="post"|\/book\/proof/)
    expect(Object.fromEntries(answer.headers)).to.include({
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'no-store',
    })
    expect(answer.headers.getSetCookie()).to.deep.equal([])
    const listed = await learner.get('/book/shares')
    expect(listed.html).to.include('посещений: 1')
    const revoke = /action="[^"]*(\/book\/shares\/[^"]+\/revoke[^"]*)"/.exec(listed.html)?.[1] ?? ''
    expect((await learner.post(revoke.replaceAll('&amp;', '&'), {})).html).to.include('Ссылка отозвана')
    const gone = await site.get(path)
    expect([gone.status, await textOf(gone)].join())
      .to.include('404')
      .and.include('По этой ссылке ничего нет')
  })

  it('T16: is offered to whom the regulation names, and to nobody where it names none', async () => {
    const { learner, keeping, programme } = await aKeptBook(world(), { regulation: 'tyumen' })
    const { onRequest } = await keeping.shares.list(learner, { programmeId: programme.id })
    expect(onRequest?.clause).to.equal('п. 4.4')
    expect(onRequest?.bodies.map(({ ru }) => ru).join()).to.match(/^ДОН,ТОГИРРО,методист ММС/)
    const asked = await book.keeping.shares.list(book.learner, { programmeId: book.programme.id })
    expect(asked.onRequest).to.equal(null)
  })

  it('is one when the form comes twice, with the same link each time, and stays revoked', async () => {
    const learner = await visit(site, ['learner'], book.learner.personId)
    const { seenAt = '', ...form } = formOf((await learner.get('/book/shares')).html, 'name="recipient"')
    const send = async (recipient: string) =>
      (await learner.post('/book/shares', { ...form, seenAt, recipient })).html
    const linkIn = (html: string) => /value="http:\/\/localhost(\/share\/[^"]+)"/.exec(html)?.[1]
    const [first, second] = [linkIn(await send('ДОН')), linkIn(await send('ДОН'))]
    expect(second).to.equal(first)
    expect((await site.get(first ?? '')).status).to.equal(200)
    expect(linkIn(await send('ТОГИРРО'))).to.not.equal(first)
    const { shares } = await book.keeping.shares.list(book.learner, book.at)
    expect(shares.map(({ recipient }) => recipient).sort()).to.deep.equal(['ДОН', 'ТОГИРРО'])
    const don = shares.find(({ recipient }) => recipient === 'ДОН')
    await book.keeping.shares.revoke(book.learner, { id: don?.id ?? '' })
    expect(linkIn(await send('ДОН'))).to.equal(undefined)
  })

  it('counts who turns its pages as one visit, and who comes again after an hour as another', async () => {
    const { code } = await shared()
    const uses = async () => (await book.keeping.shares.list(book.learner, book.at)).shares[0]?.uses
    world().at('2026-11-22T09:00:00.000Z')
    await Promise.all([1, 2].map(() => site.get(`/share/${code}`)))
    world().at('2026-11-22T09:59:00.000Z')
    await site.get(`/share/${code}?page=2`)
    world().at('2026-11-22T10:58:00.000Z')
    await site.get(`/share/${code}`)
    expect(await uses()).to.equal(1)
    world().at('2026-11-22T11:58:00.000Z')
    await site.get(`/share/${code}`)
    expect(await uses()).to.equal(2)
  })

  it('ends with its last day', async () => {
    const { code } = await shared()
    world().at('2026-12-22T16:00:00Z')
    expect(await book.keeping.shares.open(code)).to.not.equal(null)
    world().at('2026-12-22T17:30:00Z')
    expect(await book.keeping.shares.open(code)).to.equal(null)
    const { shares } = await book.keeping.shares.list(book.learner, { programmeId: book.programme.id })
    expect(shares[0]).to.include({ state: 'over', uses: 1, lastUsedAt: '2026-12-22T16:00:00.000Z' })
  })

  it('keeps only a hash of its code, and the log never sees the code', async () => {
    const { code } = await shared()
    const stored = await world().store.connection.collection('shares').findOne({})
    expect(JSON.stringify(stored)).to.not.include(code)
    await site.get(`/share/${code}`)
    expect(JSON.stringify(log.lines)).to.not.include(code)
  })

  it('opens for no other code, however it looks', async () => {
    await shared()
    for (const code of ['', 'x', '../book', 'A'.repeat(24), '%00', '{"$gt":""}'])
      expect((await site.get(`/share/${encodeURIComponent(code)}`)).status, code).to.be.oneOf([404, 401])
  })

  it('needs somebody it is for and a term, at most a year', async () => {
    const learner = await visit(site, ['learner'], book.learner.personId)
    const wrong = await learner.post('/book/shares', { recipient: '', until: '2028-01-01' })
    expect(wrong.status).to.equal(422)
    expect(wrong.html)
      .to.include('Напишите, для кого')
      .and.include('не дальше года')
      .and.include('2028-01-01')
    const past = { programmeId: book.programme.id, recipient: 'ДОН', until: '2026-11-21' }
    expect(await codeOf(book.keeping.shares.create(book.learner, past))).to.equal('invalid_input')
  })

  it('is given by the learner, a curator or somebody appointed, and revoked by any of them', async () => {
    const input = { ...book.at, recipient: 'ММС', until }
    const { share } = await book.keeping.shares.create(anActor(['curator']), input)
    const head = await anAppointed(book, 'head')
    expect((await book.keeping.shares.create(head, input)).share.createdBy.role).to.equal('head')
    expect((await book.keeping.shares.revoke(book.learner, { id: share.id })).state).to.equal('revoked')
    const refused = [
      [anActor(['issuer']), 'forbidden'],
      [anActor(['learner']), 'not_found'],
      [anActor(['curator'], { scope: ['elsewhere'] }), 'not_found'],
    ] as const
    for (const [actor, code] of refused) {
      expect(await codeOf(book.keeping.shares.create(actor, input))).to.equal(code)
      expect(await codeOf(book.keeping.shares.revoke(actor, { id: share.id }))).to.equal(code)
    }
  })

  it('is refused after too many tries in a minute', async () => {
    const few = await openSite({
      credits: book.credits,
      keeping: book.keeping,
      config: { ...site.deps.config, limits: { verify: 3 } },
    })
    const statuses = []
    for (let n = 0; n < 5; n++) statuses.push((await few.get(`/share/${n}`)).status)
    await few.close()
    expect(statuses).to.deep.equal([404, 404, 404, 429, 429])
  })
})
