import { expect } from 'chai'
import { useCredits } from '#tests/integration/credits/use-credits'
import { aKeptBook, type KeptBook } from '#tests/integration/credits/use-keeping'
import { openSite, type Site } from '#tests/unit/http/support/fakes'
import { visit } from './visit.ts'

describe('reminding the curator without scripts', () => {
  const world = useCredits()
  let book: KeptBook
  let site: Site
  let entryId: string
  beforeEach(async () => {
    book = await aKeptBook(world())
    const [entry] = await world().entries(book.enrolment, ['M3'], { createdAt: '2026-11-12T05:00:00.000Z' })
    entryId = entry?.id ?? ''
    site = await openSite({ credits: book.credits, keeping: book.keeping, now: book.deps.now })
  })
  afterEach(() => site.close())

  const enterAgain = () => site.enter({ roles: ['learner'], personId: book.learner.personId })
  const learner = () => visit(site, ['learner'], book.learner.personId)
  const action = () => `/book/entries/${entryId}/remind`

  it('is a button at the line once it waits longer than usual, and says what it did', async () => {
    const { get, post } = await learner()
    const shown = (await get('/book')).html
    expect(shown).to.include(`${action()}?programme=`).and.include('Напомнить куратору')
    expect(shown).to.include('Обычно это 5 дней.')
    const done = await post(action(), {})
    expect(done.path).to.match(new RegExp(`^/book/entries/${entryId}\\?programme=`))
    expect(done.html).to.include('Куратору напомнили: это видно в очереди').and.include('27 ноября 2026')
    expect(done.html).to.include('Напоминание куратору').and.not.include('/remind?')
    expect((await get('/book')).html)
      .to.include('Куратору напомнили 22.11.2026')
      .and.not.include('/remind?')
  })

  it('says how long it waits in the same words on every page, behind a link and by the API', async () => {
    const said = 'Ждёт подтверждения куратора с 12 ноября 2026. Обычно это 5 дней.'
    const { learnerId, programmeId } = book.at
    const own = await learner()
    const curator = await visit(site, ['curator'], 'c-1')
    const share = { programmeId, recipient: 'ДОН', until: '2026-12-22' }
    const { code } = await book.keeping.shares.create(book.learner, share)
    const pages = [
      ...(await Promise.all(['/book', '/book/counted', `/book/entries/${entryId}`].map(own.get))),
      ...(await Promise.all(
        ['', '/counted', `/entries/${entryId}`].map(rest => curator.get(`/learners/${learnerId}${rest}`)),
      )),
      { path: 'shared', html: await (await site.get(`/share/${code}`)).text() },
      { path: 'api', html: await (await site.get('/api/v1/books/me', (await enterAgain()).cookie)).text() },
    ]
    const plain = (html: string) => html.replace(/<[^>]+>/g, '').replaceAll('\u00a0', ' ')
    expect(pages.filter(({ html }) => !plain(html).includes(said)).map(({ path }) => path)).to.deep.equal([])
  })

  it('pressed again says when the curator was reminded', async () => {
    const { post } = await learner()
    await post(action(), {})
    expect((await post(action(), {})).html).to.include('Куратору уже напомнили 22 ноября 2026')
  })

  it('reaches the queue: the row says it, and a link shows these alone', async () => {
    await (await learner()).post(action(), {})
    const curator = await visit(site, ['curator'], 'c-1')
    const all = (await curator.get(`/queue?programme=${book.at.programmeId}`)).html
    expect(all).to.include('Напомнили: 1').and.include('Слушатель напомнил 22.11.2026')
    const mail = await curator.get('/documents/consents/email')
    expect(all).to.include('/documents/consents/email')
    expect(mail.status).to.equal(200)
    const only = (await curator.get(`/queue?programme=${book.at.programmeId}&reminded=yes`)).html
    expect(only).to.include('Показаны только те').and.include(`row-${entryId}`)
    expect(only).to.include('<input type="hidden" name="reminded" value="yes"/>')
  })

  it('is no button in the book of somebody else, and no right of theirs', async () => {
    const curator = await visit(site, ['curator'], 'c-1')
    const { learnerId } = book.at
    expect((await curator.get(`/learners/${learnerId}`)).html).to.not.include('/remind')
    expect((await curator.post(action(), {})).status).to.equal(403)
  })

  it('is the same by the API', async () => {
    const { cookie } = await site.enter({ roles: ['learner'], personId: book.learner.personId })
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    const press = () => fetch(`${site.url}/api/v1/entries/${entryId}/remind`, { method: 'POST', headers })
    expect(await (await press()).json()).to.deep.include({ isNew: true })
    const again = (await (await press()).json()) as { isNew: boolean; wait: object }
    expect(again).to.deep.include({ isNew: false })
    expect(again.wait).to.include({ remindedOn: '2026-11-22', remindFrom: '2026-11-27', mayRemind: false })
    const { book: read } = (await (await fetch(`${site.url}/api/v1/books/me`, { headers })).json()) as {
      book: { lines: { wait: object; text: string }[] }
    }
    expect(read.lines[0]?.wait).to.deep.equal(again.wait)
    expect(read.lines[0]?.text).to.include('5 дней')
  })
})
