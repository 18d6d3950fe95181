import { expect } from 'chai'
import { NotEligibleError } from '#credits/errors'
import type { Requirement } from '#domain/books/progress'
import { fakeCredits, openSite, type Site } from '../support/fakes.ts'
import { booksView, bookView, certificate } from '../support/views.ts'

const plain = (html: string) => html.replaceAll('\u00a0', ' ')
const order: Requirement = {
  ...{ id: 'issue-order', clause: 'п. 9', met: false, asks: 'recorded', has: 'none' },
}
const ofLearner = { learner: 'p-kovaleva', programme: 'prog-1' }
const address = `/issue/en-1?${new URLSearchParams(ofLearner)}`

describe('the page of one issue', () => {
  let site: Site
  let cookie: string
  const issued: unknown[] = []
  const waiting = {
    progress: { ...bookView().progress, requirements: [order], eligible: false },
    certificate: null,
  }
  let book: Parameters<typeof bookView>[0] = waiting
  before(async () => {
    site = await openSite({
      credits: fakeCredits({
        readBooks: async () => ({ ...booksView(), book: bookView(book) }),
        issueCertificate: async (_actor, input) => {
          if (!input.order) throw new NotEligibleError([order])
          issued.push(input)
          return certificate
        },
      }),
    })
    cookie = (await site.enter({ roles: ['issuer'] })).cookie
  })
  after(() => site.close())
  afterEach(() => {
    book = waiting
  })

  const opened = async (who = cookie) => plain(await (await site.get(address, who)).text())
  const isAsked = (html: string) => html.includes('id="checked"')

  it('asks for the order where nothing else is missing, and shows that the consent is', async () => {
    const html = await opened()
    expect(html).to.include('id="orderNumber"').and.include('Не хватает только приказа')
    expect(html).to.include('Согласия на обработку персональных данных нет или его отозвали')
  })

  it('leads on where there is nothing to issue: to the book, to what was issued before, to a colleague', async () => {
    book = { progress: { ...waiting.progress, requirements: [{ ...order, id: 'final-report' }] } }
    const lacking = await opened()
    expect(isAsked(lacking)).to.equal(false)
    expect(lacking).to.match(/href="[^"]*\/learners\/p-kovaleva\?programme=prog-1">Открыть книжку/)
    book = { ...waiting, certificate }
    const before = await opened()
    expect(isAsked(before)).to.equal(false)
    expect(before).to.match(/уже выдано[\s\S]*href="[^"]*\/register\/[^"]+">Открыть в реестре/)
    book = waiting
    const own = await opened((await site.enter({ roles: ['issuer'], personId: 'p-kovaleva' })).cookie)
    expect(isAsked(own)).to.equal(false)
    expect(own).to.include('Его выдаёт другой сотрудник')
  })

  it('issues with the order that was named, and with half of one asks again', async () => {
    const half = await site.post('/issue/en-1', { ...ofLearner, checked: 'yes', orderNumber: '17-к' }, cookie)
    expect(half.status).to.equal(422)
    expect(plain(await half.text()))
      .to.include('value="17-к"')
      .and.include('Укажите и номер, и дату приказа')
    const without = await site.post('/issue/en-1', { ...ofLearner, checked: 'yes' }, cookie)
    expect([without.status, issued]).to.deep.equal([422, []])
    const whole = { orderNumber: '17-к', orderDate: '2026-11-20' }
    const done = await site.post('/issue/en-1', { ...ofLearner, checked: 'yes', ...whole }, cookie)
    expect(done.status).to.equal(303)
    expect(issued).to.deep.equal([{ enrolmentId: 'en-1', order: { number: '17-к', on: '2026-11-20' } }])
  })
})

describe('the page of learners', () => {
  it('asks for those whose name begins so, shows what was typed, and says whom it did not find', async () => {
    const asked: unknown[] = []
    const site = await openSite({
      credits: fakeCredits({
        listLearners: async (_actor, q) => {
          asked.push(q)
          return { rows: [], next: null }
        },
      }),
    })
    const { cookie } = await site.enter({ roles: ['curator'] })
    const html = plain(await (await site.get('/learners?find=%D0%98%D0%BB%D1%8C', cookie)).text())
    expect(asked).to.deep.equal([{ family: 'Иль', limit: 200 }])
    expect(html).to.include('value="Иль"').and.include('Среди ваших слушателей таких нет')
    expect(html).to.match(/href="[^"]*\/learners">Показать всех/)
    await site.close()
  })
})
