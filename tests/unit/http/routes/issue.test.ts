import { expect } from 'chai'
import { NotEligibleError } from '#credits/errors'
import type { Requirement } from '#domain/progress'
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
  before(async () => {
    const progress = { ...bookView().progress, requirements: [order], eligible: false }
    site = await openSite({
      credits: fakeCredits({
        readBooks: async () => ({ ...booksView(), book: bookView({ progress }) }),
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

  it('asks for the order where nothing else is missing, and shows that the consent is', async () => {
    const html = plain(await (await site.get(address, cookie)).text())
    expect(html).to.include('id="orderNumber"').and.include('Не хватает только приказа')
    expect(html).to.include('Согласия на обработку персональных данных нет или его отозвали')
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
