import { expect } from 'chai'
import { ConflictError, ForbiddenError, NotFoundError } from '#domain/errors'
import { TooManyRequestsError } from '#http/errors'
import { openSite, type Site } from '../support/fakes.ts'
import { fakeKeeping, fakeWriting } from '../support/keeping.ts'
import { fakeSetup } from '../support/setup.ts'

const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ')
const SENT = { enter: ['curator'], sign: ['curator'], basis: 'приказ № 7', after: '1' }

describe('a form that could not be taken', () => {
  let site: Site
  let cookie: string

  async function refusing(error: Error) {
    const refuse = () => Promise.reject(error)
    const writing = fakeWriting({ save: refuse })
    site = await openSite({ keeping: fakeKeeping({ writing }), setup: fakeSetup({ read: refuse }) })
    cookie = (await site.enter({ roles: ['administrator'] })).cookie
  }
  afterEach(() => site.close())

  const FAILURES: [error: Error, status: number][] = [
    [new NotFoundError('gone'), 404],
    [new ForbiddenError('no', { roles: 'curator' }), 403],
    [new ConflictError('nobody is named'), 409],
    [new TooManyRequestsError('often'), 429],
    [new TypeError('x is not a function'), 500],
  ]
  for (const [error, status] of FAILURES) {
    it(`shows what was typed (${status})`, async () => {
      await refusing(error)
      const response = await site.post('/admin/writing/prog-1', SENT, cookie)
      expect(response.status).to.equal(status)
      expect(plain(await response.text()))
        .to.include('Что ввели вы')
        .and.to.include('Основание: приказ № 7')
    })
  }

  it('by our fault says that nothing changed, gives its number and sends the same again', async () => {
    await refusing(new TypeError('x is not a function'))
    const html = await (await site.post('/admin/writing/prog-1', SENT, cookie)).text()
    expect(plain(html))
      .to.include('Не получилось по нашей вине')
      .and.to.include('Ничего не изменилось.')
      .and.to.match(/Номер для поддержки: \S+/)
    expect(html).to.match(/<form method="post" action="[^"]*\/admin\/writing\/prog-1"/)
    expect(html).to.include('name="basis" value="приказ № 7"').and.to.include('name="after" value="1"')
    expect(html).to.match(/<title>Ошибка: /)
  })

  it('gives no key back to a page', async () => {
    await refusing(new TypeError('x is not a function'))
    const form = { title: 'Moodle вуза', url: 'https://lms.example', token: 'typed-key', version: '1' }
    const html = await (await site.post('/admin/connections/c1/setup/address', form, cookie)).text()
    expect(html)
      .to.include('Moodle вуза')
      .and.to.not.include('typed-key')
      .and.to.not.include('Отправить снова')
    expect(plain(html)).to.include('вернитесь на шаг назад')
  })

  it('that another site sent is not shown', async () => {
    await refusing(new NotFoundError('gone'))
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    const response = await site.post('/admin/writing/prog-1', SENT, cookie, headers)
    expect([response.status, (await response.text()).includes('приказ')]).to.deep.equal([403, false])
  })
})
