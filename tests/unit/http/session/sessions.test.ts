import { expect } from 'chai'
import { hashToken, homeOf } from '#http/session/issue-session'
import { sealTicket } from '#http/session/tab-ticket'
import { memorySessions, NOW, openSite, type Site } from '../support/fakes.ts'

describe('a session', () => {
  let site: Site
  const sessions = memorySessions()
  const clock = { now: NOW }
  before(async () => {
    site = await openSite({ sessions, now: () => clock.now })
  })
  after(() => site.close())
  afterEach(() => {
    clock.now = NOW
  })

  it('leads each role to its page and shows no token in the address', async () => {
    expect([
      homeOf(['learner']),
      homeOf(['curator']),
      homeOf(['issuer']),
      homeOf(['administrator', 'learner']),
    ]).to.deep.equal(['/book', '/queue', '/issue', '/admin'])
    const { cookie, home } = await site.enter({ roles: ['learner'] })
    const token = cookie.split('=')[1] as string
    expect(Buffer.from(token, 'base64url')).to.have.length(32)
    expect(home)
      .to.match(/^\/~[a-z0-9]+\/book$/)
      .and.not.include(token)
  })

  it('is stored by the SHA-256 of its token only', async () => {
    const { cookie } = await site.enter({ roles: ['learner'] })
    const token = cookie.split('=')[1] as string
    expect(sessions.all.some(s => s.tokenHash === hashToken(token))).to.equal(true)
    expect(JSON.stringify(sessions.all)).to.not.include(token)
  })

  it('ends after eight hours', async () => {
    const { cookie } = await site.enter({ roles: ['learner'] })
    clock.now = new Date(NOW.getTime() + 8 * 3600_000 - 1000)
    expect((await site.get('/book', cookie)).status).to.equal(200)
    clock.now = new Date(NOW.getTime() + 8 * 3600_000)
    expect((await site.get('/book', cookie)).status).to.equal(401)
  })

  it('stays the person of its own frame when two share the cookies', async () => {
    const learner = await site.enter({ roles: ['learner'] })
    const curator = await site.enter({ roles: ['curator'] })
    const both = `${learner.cookie}; ${curator.cookie}`
    expect(await (await site.get(`${learner.base}/book`, both)).text()).to.include(
      `href="${learner.base}/book"`,
    )
    expect(await (await site.get(`${curator.base}/queue`, both)).text()).to.include(
      `href="${curator.base}/queue"`,
    )
  })

  it('does not act as another person when its cookie is gone', async () => {
    const curator = await site.enter({ roles: ['curator'] })
    expect((await site.post('/~0abcdefff/queue/confirm', { entry: 'e1' }, curator.cookie)).status).to.equal(
      401,
    )
    const opened = await site.get('/~0abcdefff/queue', curator.cookie)
    expect([opened.status, opened.headers.get('location')]).to.deep.equal([303, '/queue'])
  })

  it('redirects to our own host only', async () => {
    const { cookie } = await site.enter({ roles: ['learner'] })
    const opened = await site.get('/~0abcdefff//evil.example/x', cookie)
    expect(opened.headers.get('location')).to.equal('/evil.example/x')
    const chosen = await site.post('/session/language', { language: 'en', path: '//evil.example' }, cookie)
    expect(chosen.headers.get('location')).to.equal('/')
  })

  it('remembers the language on the server', async () => {
    const { cookie } = await site.enter({ roles: ['learner'] })
    const chosen = await site.post('/session/language', { language: 'en', path: '/book' }, cookie)
    expect([chosen.status, chosen.headers.get('location')]).to.deep.equal([303, '/book'])
    expect(await (await site.get('/book', cookie)).text()).to.include('<html lang="en"')
  })

  it('remembers on the server that keys of one letter are off, where a frame may have no storage', async () => {
    const { cookie } = await site.enter({ roles: ['curator'] })
    const isOff = async () => (await (await site.get('/queue', cookie)).text()).includes('data-keys-off')
    const seen = [await isOff()]
    for (const keys of ['off', 'on']) {
      expect((await site.post('/session/keys', { keys }, cookie)).status).to.equal(204)
      seen.push(await isOff())
    }
    expect(seen).to.deep.equal([false, true, false])
  })

  it('opens in a new tab by a ticket of its frame, as a session of its own', async () => {
    const { cookie } = await site.enter({ roles: ['learner'] })
    const framed = await (await site.get('/book', cookie, { 'sec-fetch-dest': 'iframe' })).text()
    const ticket = /name="ticket" value="([^"]+)"/.exec(framed)?.[1] ?? ''
    const opened = await site.post('/session/tab', { ticket, path: '/book' })
    expect(opened.status).to.equal(303)
    expect(opened.headers.get('location')).to.match(/^\/~[a-z0-9]+\/book$/)
    const fresh = (opened.headers.get('set-cookie') ?? '').split(';')[0] as string
    expect(fresh).to.not.equal(cookie)
    expect((await site.get('/book', fresh)).status).to.equal(200)
  })

  it('does not live longer in its tabs than its launch allows', async () => {
    const { cookie } = await site.enter({ roles: ['learner'] })
    clock.now = new Date(NOW.getTime() + 7 * 3600_000)
    const framed = await (await site.get('/book', cookie, { 'sec-fetch-dest': 'iframe' })).text()
    const ticket = /name="ticket" value="([^"]+)"/.exec(framed)?.[1] ?? ''
    const opened = await site.post('/session/tab', { ticket, path: '/book' })
    const fresh = (opened.headers.get('set-cookie') ?? '').split(';')[0] as string
    expect((await site.get('/book', fresh)).status).to.equal(200)
    clock.now = new Date(NOW.getTime() + 8 * 3600_000)
    expect((await site.get('/book', fresh)).status).to.equal(401)
  })

  it('refuses a ticket for a session that is not there', async () => {
    const ticket = sealTicket('no-such-session', site.deps.ticketKey, NOW, new Uint8Array(12))
    expect((await site.post('/session/tab', { ticket })).status).to.equal(401)
  })

  it('drops the oldest cookies of many launches', async () => {
    const { cookie } = await site.enter({ roles: ['learner'] })
    const old = Array.from({ length: 9 }, (_, i) => `zachetka.00000${i}aaaa=x`).join('; ')
    const dropped = (await site.get('/book', `${old}; ${cookie}`)).headers.getSetCookie()
    expect(dropped).to.have.length(4)
    expect(dropped.every(header => header.includes('Max-Age=0'))).to.equal(true)
  })
})
