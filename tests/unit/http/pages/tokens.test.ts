import { expect } from 'chai'
import { ForbiddenError, InvalidInputError } from '#domain/errors'
import { openSite, type Site } from '../support/fakes.ts'
import { apiToken, fakeTokens } from '../support/issuing.ts'

describe('the page of tokens', () => {
  let site: Site
  let cookie: string
  const called: unknown[] = []
  before(async () => {
    const tokens = fakeTokens({
      create: async (_actor, input) => {
        called.push(input)
        if (input.scopes.includes('runs:read'))
          throw new ForbiddenError('runs:read takes the role administrator', { scope: 'runs:read' })
        if (input.days > 730) throw new InvalidInputError('no', [{ path: 'days', message: '1 to 730' }])
        return { token: apiToken, secret: 'secret-1' }
      },
      rotate: async (_actor, id, overlapHours) => {
        called.push([id, overlapHours])
        return { token: apiToken, secret: 'secret-2' }
      },
      revoke: async (_actor, id) => void called.push([id, 'revoked']),
    })
    site = await openSite({ tokens })
    cookie = (await site.enter({ roles: ['administrator'] })).cookie
  })
  after(() => site.close())

  const form = { name: 'Кадры', scope: ['books:read', 'certificates:issue'], days: '30' }
  const post = async (path: string, fields: Record<string, string | string[]>) => {
    const response = await site.post(path, fields, cookie)
    return { response, html: await response.text() }
  }

  it('shows what was made once, and keeps no copy of that page', async () => {
    const { response, html } = await post('/admin/tokens', form)
    expect(called.at(-1)).to.deep.equal({ name: 'Кадры', scopes: form.scope, days: 30 })
    expect(html).to.include('secret-1')
    expect(response.headers.get('cache-control')).to.include('no-store')
    expect(await (await site.get('/admin/tokens', cookie)).text()).not.to.include('secret-1')
  })

  it('keeps what was typed and names the field that does not hold', async () => {
    const { response, html } = await post('/admin/tokens', { ...form, days: '1000' })
    expect(response.status).to.equal(422)
    expect(html).to.include('value="Кадры"').and.include('value="1000"').and.include('href="#days"')
    const forbidden = await post('/admin/tokens', { ...form, scope: 'runs:read' })
    expect(forbidden.html).to.include('href="#scopes"')
  })

  it('replaces one with the overlap that was asked for, and shows the new one once', async () => {
    const path = `/admin/tokens/${apiToken.id}/rotate`
    const wrong = await post(path, { overlapHours: '9999' })
    expect([wrong.response.status, wrong.html.includes('secret-2')]).to.deep.equal([422, false])
    const { response, html } = await post(path, { overlapHours: '48' })
    expect(called.at(-1)).to.deep.equal([apiToken.id, 48])
    expect([response.status, html.includes('secret-2')]).to.deep.equal([200, true])
  })

  it('asks before it revokes, and says that it is done', async () => {
    const path = `/admin/tokens/${apiToken.id}/revoke`
    const before = called.length
    expect((await site.get(path, cookie)).status).to.equal(200)
    expect(called).to.have.length(before)
    const { response } = await post(path, {})
    expect(called.at(-1)).to.deep.equal([apiToken.id, 'revoked'])
    expect([
      response.status,
      response.headers.get('location')?.replace(/^.*\/admin/, '/admin'),
    ]).to.deep.equal([...[303, '/admin/tokens?revoked=yes']])
  })

  it('offers nothing more for one that was revoked', async () => {
    for (const action of ['rotate', 'revoke'])
      expect((await site.get(`/admin/tokens/t-2/${action}`, cookie)).status).to.equal(404)
  })
})
