import { expect } from 'chai'
import { AppError, ForbiddenError, NotFoundError } from '#domain/errors'
import { fakeAdmin, fakeCredits, memoryLog, openSite, type Site } from './support/fakes.ts'

class NotEligibleError extends AppError {
  readonly code = 'not_eligible'
  readonly status = 409
}

describe('a refusal for want of a role', () => {
  it('names the role that may and the role that one has', async () => {
    const site = await openSite({
      credits: fakeCredits({
        listQueue: async () => {
          throw new ForbiddenError('no', { roles: 'curator, issuer' })
        },
      }),
    })
    const { cookie } = await site.enter({ roles: ['learner'] })
    const html = (await (await site.get('/queue', cookie)).text()).replaceAll('\u00a0', ' ')
    await site.close()
    expect(html).to.include(
      'Это может делать: куратор, организация, выдающая документы. Вы вошли как слушатель.',
    )
  })
})

describe('the application', () => {
  let site: Site
  const log = memoryLog()
  before(async () => {
    site = await openSite({
      log,
      platforms: {
        all: async () => [
          {
            id: '1',
            name: 'A',
            issuer: 'https://lms.example/moodle',
            clientId: 'c',
            authUrl: 'https://sso.example/auth',
            tokenUrl: '',
            jwksUrl: '',
            active: true,
            deployments: [],
            createdAt: '',
          },
          {
            id: '2',
            name: 'B',
            issuer: 'https://off.example',
            clientId: 'c',
            authUrl: 'https://off.example/auth',
            tokenUrl: '',
            jwksUrl: '',
            active: false,
            deployments: [],
            createdAt: '',
          },
        ],
      },
      credits: fakeCredits({
        readBooks: async (_actor, { learnerId }) => {
          if (learnerId === 'hidden') throw new NotFoundError('no such learner')
          if (learnerId === 'broken') throw new Error('secret token abc of Ковалёва')
          throw new ForbiddenError('not yours')
        },
        issueCertificate: async () => {
          throw new NotEligibleError('unmet')
        },
      }),
      admin: fakeAdmin({
        listConnections: async () => {
          throw new ForbiddenError('administrators only')
        },
      }),
    })
  })
  after(() => site.close())

  it('refuses everything without a session but what is public', async () => {
    const closed = [
      '/',
      '/book',
      '/queue',
      '/admin',
      '/issue',
      '/register',
      '/learners',
      '/nothing',
      '/certificates/x/pdf',
      '/api/v1/queue',
      '/api/v1/nothing',
    ]
    const statuses = await Promise.all(closed.map(async path => (await site.get(path)).status))
    expect(statuses).to.deep.equal(closed.map(() => 401))
    const open = [
      '/verify',
      '/health/live',
      '/health/ready',
      '/assets/app.css',
      '/assets/htmx.min.js',
      '/api/openapi.json',
      '/api/docs',
      '/metrics',
    ]
    const answers = await Promise.all(open.map(async path => (await site.get(path)).status))
    expect(answers).to.deep.equal(open.map(() => 200))
  })

  it('tells whose session is over what to do', async () => {
    const text = (await (await site.get('/book')).text()).replace(/\u00a0/g, ' ')
    expect(text).to.include('Сеанс закончился').and.to.include('Откройте Зачётку из курса снова')
  })

  it('lets only itself and active platforms frame its pages, and nothing inline run', async () => {
    const policy = (await site.get('/verify')).headers.get('content-security-policy') ?? ''
    expect(policy)
      .to.include("default-src 'self'")
      .and.to.include("script-src 'self'")
      .and.to.include("object-src 'none'")
    expect(policy).to.include("frame-ancestors 'self' https://lms.example https://sso.example")
    expect(policy).to.not.include('off.example').and.not.include('unsafe')
    expect((await site.get('/verify')).headers.get('x-frame-options')).to.equal(null)
  })

  it('lets the page that a launch came from frame the pages of its session, and of no other', async () => {
    const platformOrigin = 'https://school.lms.example'
    const { cookie } = await site.enter({ roles: ['learner'], platformOrigin })
    const policyOf = async (of: string) =>
      (await site.get('/book', of)).headers.get('content-security-policy')
    expect(await policyOf(cookie)).to.include(`frame-ancestors 'self' ${platformOrigin} https://lms.example`)
    expect(await policyOf(cookie)).not.to.include('sso.example')
    const other = await site.enter({ roles: ['learner'] })
    expect(await policyOf(other.cookie)).not.to.include(platformOrigin)
  })

  it('lets hosts that the operator names frame every page', async () => {
    const named = 'https://apps.lms.example'
    const other = await openSite({ config: { ...site.deps.config, frameOrigins: [named] } })
    const { cookie } = await other.enter({ roles: ['learner'] })
    for (const [path, of] of [['/verify'], ['/book', cookie]] as const) {
      const policy = (await other.get(path, of)).headers.get('content-security-policy')
      expect(policy, path).to.match(/frame-ancestors 'self'( \S+)* https:\/\/apps\.lms\.example$/)
    }
    await other.close()
  })

  it('takes a path that cannot be decoded for the visitor’s mistake, not for its own', async () => {
    const { cookie } = await site.enter({ roles: ['curator'] })
    expect((await site.get('/learners/%E0%A4%A', cookie)).status).to.equal(400)
  })

  it('sends the headers that keep a page to itself', async () => {
    const { cookie } = await site.enter({ roles: ['learner'] })
    const { headers } = await site.get('/learners', cookie)
    expect(headers.get('cache-control')).to.equal('private, no-store')
    expect(headers.get('x-content-type-options')).to.equal('nosniff')
    expect(headers.get('referrer-policy'), 'a browser that says no Sec-Fetch-Site').to.equal('same-origin')
    const told = await site.get('/learners', cookie, { 'sec-fetch-site': 'none' })
    expect(told.headers.get('referrer-policy'), 'one that says it').to.equal('no-referrer')
    expect(headers.get('x-powered-by')).to.equal(null)
    expect(headers.get('x-request-id')).to.match(/^[0-9a-f]{12}$/)
  })

  it('refuses an unsafe request that another page sent, or nobody vouches for', async () => {
    const { cookie } = await site.enter({ roles: ['curator'] })
    const send = async (headers: Record<string, string>) =>
      (await site.post('/queue/confirm', { entry: 'e1' }, cookie, headers)).status
    expect(await send({ 'sec-fetch-site': 'cross-site' })).to.equal(403)
    expect(await send({ 'sec-fetch-site': 'same-site' })).to.equal(403)
    expect(await send({ 'sec-fetch-site': 'cross-site', origin: 'http://localhost' })).to.equal(403)
    expect(await send({ origin: 'https://evil.example' })).to.equal(403)
    expect(await send({ origin: 'null' })).to.equal(403)
    expect(await send({})).to.equal(403)
    expect(await send({ origin: 'http://localhost' })).to.equal(303)
    expect(await send({ 'sec-fetch-site': 'same-origin' })).to.equal(303)
  })

  it('answers 403, 404 and 409 with title, cause, remedy and a reference', async () => {
    const { cookie } = await site.enter({ roles: ['administrator'] })
    const cases = [
      ['/admin', 403, 'На это нет права'],
      ['/learners/hidden', 404, 'Не найдено'],
      ['/no/such/page', 404, 'Такой страницы нет'],
    ] as const
    for (const [path, status, title] of cases) {
      const response = await site.get(path, cookie)
      const text = await response.text()
      expect([response.status, path]).to.deep.equal([status, path])
      expect(text)
        .to.include(title)
        .and.to.include(response.headers.get('x-request-id') as string)
    }
    expect((await site.post('/issue/en-1', { checked: 'yes' }, cookie)).status).to.equal(409)
  })

  it('answers programs in JSON with code, message, remedy and reference', async () => {
    const { cookie } = await site.enter({ roles: ['administrator'], language: 'en' })
    const response = await site.get('/api/v1/books/hidden', cookie)
    const { error } = (await response.json()) as { error: Record<string, string> }
    expect(response.status).to.equal(404)
    expect(Object.keys(error).sort()).to.deep.equal(['code', 'id', 'message', 'remedy'])
    expect([error.code, error.id]).to.deep.equal(['not_found', response.headers.get('x-request-id')])
  })

  it('leaks nothing of an unexpected failure, to nobody', async () => {
    const { cookie } = await site.enter({ roles: ['curator'] })
    const response = await site.get('/learners/broken?name=Ковалёва', cookie)
    const text = await response.text()
    expect(response.status).to.equal(500)
    expect(text).to.include('Не получилось по нашей вине')
    expect(text).to.not.match(/secret|Ковал|at .*\.ts/)
    const logged = JSON.stringify(log.lines)
    expect(logged)
      .to.include('frames')
      .and.to.not.match(/secret token|Ковал|%D0|name=/)
  })

  it('logs no query, no cookie and no verification code', async () => {
    await site.get('/verify/4K7P-2MNX-9RTA?lang=en', 'zachetka.000000aaaa=tttoken')
    const logged = JSON.stringify(log.lines)
    expect(logged)
      .to.include('/verify/…')
      .and.to.not.match(/4K7P|lang=en|tttoken/)
  })

  it('refuses a body that is too large and one that cannot be read', async () => {
    const { cookie } = await site.enter({ roles: ['curator'] })
    expect((await site.post('/queue/confirm', { entry: 'x'.repeat(600_000) }, cookie)).status).to.equal(413)
    const broken = await fetch(`${site.url}/api/v1/entries/confirm`, {
      method: 'POST',
      body: '{"entryIds":',
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    })
    expect([broken.status, ((await broken.json()) as { error: { code: string } }).error.code]).to.deep.equal([
      400,
      'bad_request',
    ])
  })

  it('serves named files only, and not again what the browser has', async () => {
    for (const path of ['/assets/', '/assets/../app.ts', '/assets/%2e%2e/deps.ts', '/assets/nothing.js']) {
      expect((await site.get(path)).status, path).to.be.oneOf([401, 404])
    }
    const etag = (await site.get('/assets/app.css')).headers.get('etag') as string
    expect((await site.get('/assets/app.css', '', { 'if-none-match': etag })).status).to.equal(304)
  })

  it('keeps counters for the operator, not behind a proxy', async () => {
    await site.get('/verify')
    expect(await (await site.get('/metrics')).text()).to.match(
      /zachetka_http_requests_total\{method="GET",status="200"\} \d+/,
    )
    expect((await site.get('/metrics', '', { 'x-forwarded-for': '10.0.0.1' })).status).to.equal(404)
  })
})

describe('limits', () => {
  it('tell in words to wait a minute', async () => {
    const site = await openSite({
      config: {
        publicUrl: 'http://localhost',
        timeZone: 'Asia/Tomsk',
        version: '1',
        limits: { verify: 2, api: 1 },
      },
    })
    await site.get('/verify')
    await site.get('/verify')
    const third = await site.get('/verify')
    expect(third.status).to.equal(429)
    expect(await third.text()).to.include('Подождите минуту')
    const { cookie } = await site.enter({ roles: ['curator'] })
    await site.get('/api/v1/queue', cookie)
    expect((await site.get('/api/v1/queue', cookie)).status).to.equal(429)
    await site.close()
  })

  it('are told as not ready with 503 when a check fails', async () => {
    const site = await openSite({
      ready: async () => ({ ready: false, checks: [{ name: 'store', ok: false }] }),
    })
    expect((await site.get('/health/ready')).status).to.equal(503)
    expect((await site.get('/health/live')).status).to.equal(200)
    await site.close()
  })
})
