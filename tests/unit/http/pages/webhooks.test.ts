import { expect } from 'chai'
import { InvalidInputError } from '#domain/errors'
import type { NewWebhook } from '#events/webhooks/contract'
import { openSite, type Site } from '../support/fakes.ts'
import { fakeWebhooks, webhookDetails } from '../support/webhooks.ts'

describe('the pages of webhooks', () => {
  let site: Site
  const called: unknown[] = []
  before(async () => {
    const webhooks = fakeWebhooks({
      async add(_actor, input: NewWebhook) {
        called.push(input)
        if (input.url.startsWith('http:'))
          throw new InvalidInputError('no', [{ path: 'url', message: 'not_https' }])
        return webhookDetails.endpoint
      },
      replay: async (_actor, id, letter) => {
        called.push([id, letter])
        return 1
      },
      test: async () => ({ ...webhookDetails.deliveries[0], ok: false }) as never,
    })
    site = await openSite({ webhooks })
  })
  after(() => site.close())
  const enter = async () => (await site.enter({ roles: ['administrator'] })).cookie

  it('adds an address without script and goes to its page', async () => {
    const cookie = await enter()
    const form = { title: 'Кадры', url: 'https://x.example', events: ['entry.confirmed', 'entry.rejected'] }
    const response = await site.post('/admin/webhooks', form, cookie)
    expect(response.status).to.equal(303)
    expect(response.headers.get('location')).to.match(/\/admin\/webhooks\/wh-1\?done=added$/)
    expect(called.at(-1)).to.deep.equal(form)
  })

  it('keeps what was typed and names the field that does not hold', async () => {
    const form = { title: 'Кадры', url: 'http://x.example', events: 'entry.rejected' }
    const response = await site.post('/admin/webhooks', form, await enter())
    const html = await response.text()
    expect(response.status).to.equal(422)
    expect(html).to.include('href="#url"').and.include('value="http://x.example"')
    expect(html).to.match(/value="entry.rejected" checked/)
    expect(html).not.to.match(/value="entry.confirmed" checked/)
  })

  it('shows the secret only when asked by a form, and keeps no copy of the page', async () => {
    const cookie = await enter()
    expect(await (await site.get('/admin/webhooks/wh-1', cookie)).text()).not.to.include('whsec_')
    const response = await site.post('/admin/webhooks/wh-1/secret', {}, cookie)
    expect(response.headers.get('cache-control')).to.equal('no-store')
    expect(await response.text()).to.include('value="whsec_dGVzdA=="')
  })

  it('asks before it removes, and says what came of a test', async () => {
    const cookie = await enter()
    expect(await (await site.get('/admin/webhooks/wh-1/remove', cookie)).text()).to.include(
      'Вернуть это нельзя',
    )
    const response = await site.post('/admin/webhooks/wh-1/test', {}, cookie)
    expect(response.headers.get('location')).to.match(/done=test-failed$/)
  })

  it('replays one dead letter or all', async () => {
    const cookie = await enter()
    await site.post('/admin/webhooks/wh-1/replay', { letter: 'webhook|wh-1|e-0' }, cookie)
    await site.post('/admin/webhooks/wh-1/replay', { all: 'yes' }, cookie)
    expect(called.slice(-2)).to.deep.equal([
      ['wh-1', 'webhook|wh-1|e-0'],
      ['wh-1', undefined],
    ])
  })
})
