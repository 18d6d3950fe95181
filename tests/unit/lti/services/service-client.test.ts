import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect } from 'chai'
import { ServiceFailedError } from '#lti/library'
import type { PlatformRegistration } from '#lti/ports'
import { retryAfterMs } from '#lti/services/errors'
import { scoresUrl } from '#lti/services/grade-service'
import { SCOPE } from '#lti/services/scopes'
import { createLtiServices } from '#lti/services/services'
import { registration } from '../support/platform.ts'
import { type Served, serve } from '../support/serve.ts'

type Answer = (res: ServerResponse, req: IncomingMessage) => void

/** Answers by script, in order; then an empty roster. */
describe('services of a platform', () => {
  let served: Served
  let script: Answer[] = []
  let heard: { url: string; method: string; headers: IncomingMessage['headers']; body: string }[] = []
  let asked: { scopes: readonly string[]; fresh: boolean }[] = []
  let waits: number[] = []
  let now = new Date('2026-11-22T09:00:00Z')
  const platform: PlatformRegistration = registration()

  const build = (failure?: Error) =>
    createLtiServices({
      library: {
        async accessToken(_platform, scopes, { fresh = false } = {}) {
          asked.push({ scopes, fresh })
          if (failure) throw failure
          return { token: `t${asked.length}`, scopes: [...scopes], expiresInSeconds: 3600 }
        },
      },
      allowPrivateAddresses: true,
      now: () => now,
      random: () => 0,
      sleep: async ms => void waits.push(ms),
    })
  const status =
    (code: number, headers: Record<string, string> = {}): Answer =>
    res =>
      res.writeHead(code, headers).end('{}')
  const members =
    (ids: string[], link?: string): Answer =>
    res =>
      res
        .writeHead(200, link ? { link } : {})
        .end(JSON.stringify({ members: ids.map(user_id => ({ user_id, roles: ['Learner'] })) }))
  const roster = (services = build()) => services.readRoster(platform, `${served.url}/members?rlid=a%20b`)
  const caught = (promise: Promise<unknown>) =>
    promise.then(
      () => expect.fail('was answered'),
      (error: ServiceFailedError) => error,
    )

  before(async () => {
    served = await serve((req, res) => {
      let body = ''
      req.on('data', chunk => {
        body += chunk
      })
      req.on('end', () => {
        heard.push({ url: req.url ?? '', method: req.method ?? '', headers: req.headers, body })
        const answer = script.shift() ?? members([])
        answer(res, req)
      })
    })
  })
  after(() => served.close())
  beforeEach(() => {
    script = []
    heard = []
    asked = []
    waits = []
    now = new Date('2026-11-22T09:00:00Z')
  })

  it('asks for a roster with a token of its scope and the type of the container (N2–N5)', async () => {
    script = [members(['1'])]
    expect(await roster()).to.have.length(1)
    expect(asked).to.deep.equal([{ scopes: [SCOPE.roster], fresh: false }])
    expect(heard[0]).to.include({ method: 'GET', url: '/members?rlid=a%20b' })
    expect(heard[0]?.headers).to.include({
      accept: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
      authorization: 'Bearer t1',
    })
  })

  it('joins pages by their links, each person once as on the later page', async () => {
    script = [members(['1', '2'], `<${served.url}/p2?x=1&y=%2F>; rel="next"`), members(['2', '3'])]
    expect((await roster()).map(member => member.userId)).to.deep.equal(['1', '2', '3'])
    expect(heard.map(request => request.url)).to.deep.equal(['/members?rlid=a%20b', '/p2?x=1&y=%2F'])
    expect(asked).to.have.length(1)
  })

  it('takes its token to no other host, and leaves a platform that leads in circles', async () => {
    script = [members(['1'], '<http://elsewhere.example/p2>; rel="next"')]
    expect((await caught(roster())).facts).to.include({ reason: 'foreign-link' })
    script = [members(['1'], `<${served.url}/members?rlid=a%20b>; rel="next"`)]
    expect((await caught(roster())).facts).to.include({ reason: 'endless' })
    expect(heard).to.have.length(2)
  })

  it('gets one fresh token after 401, then takes the 401 for an answer', async () => {
    const services = build()
    script = [status(401), members(['1'])]
    expect(await roster(services)).to.have.length(1)
    expect(asked.map(each => each.fresh)).to.deep.equal([false, true])
    script = [status(401), status(401)]
    expect(await caught(roster(services))).to.include({ httpStatus: 401, retryable: false })
    expect(heard).to.have.length(4)
  })

  it('shares one token among many at once', async () => {
    const services = build()
    await Promise.all([roster(services), roster(services), roster(services)])
    expect(asked).to.have.length(1)
    now = new Date('2026-11-22T09:59:30Z')
    await roster(services)
    expect(
      asked.map(each => each.fresh),
      'in the last minute of its life',
    ).to.deep.equal([false, true])
  })

  for (const code of [400, 403, 404, 409, 422]) {
    it(`takes ${code} for an answer`, async () => {
      script = [status(code)]
      expect(await caught(roster())).to.include({ httpStatus: code, retryable: false })
      expect([heard.length, waits.length]).to.deep.equal([1, 0])
    })
  }

  it('tries again after 5xx and a broken connection, longer each time, three times in all', async () => {
    script = [status(503), res => res.destroy(), members(['1'])]
    expect(await roster()).to.have.length(1)
    expect(waits).to.deep.equal([500, 1000])
    script = [status(500), status(502), status(503)]
    expect(await caught(roster())).to.include({ httpStatus: 503, retryable: true })
    expect(heard).to.have.length(6)
  })

  it('waits as Retry-After says, or leaves a long wait to its caller', async () => {
    script = [status(429, { 'retry-after': '3' }), members(['1'])]
    await roster()
    expect(waits).to.deep.equal([3000])
    script = [status(429, { 'retry-after': '60' })]
    expect(await caught(roster())).to.include({ httpStatus: 429, retryAfterMs: 60_000, retryable: true })
    expect(heard).to.have.length(3)
  })

  it('never makes a line item twice by itself', async () => {
    script = [status(503)]
    const item = { resourceId: 'p', tag: 'hours', label: 'Часы', scoreMaximum: 108 }
    const error = await caught(build().createLineItem(platform, `${served.url}/lineitems?type_id=1`, item))
    expect(error).to.include({ httpStatus: 503, retryable: true })
    expect(heard).to.have.length(1)
    expect(JSON.parse(heard[0]?.body ?? '')).to.deep.equal(item)
    expect(asked[0]?.scopes).to.deep.equal([SCOPE.lineItem])
  })

  it('looks for its line item by name and tag, whether or not the platform filters', async () => {
    const items = [
      { id: `${served.url}/1`, tag: 'x' },
      { id: `${served.url}/2`, resourceId: 'p', tag: 'hours' },
    ]
    script = [res => void res.end(JSON.stringify(items)), res => void res.end('[]')]
    const find = () =>
      build().findLineItem(platform, `${served.url}/items?type_id=1`, { resourceId: 'p', tag: 'hours' })
    expect([await find(), await find()]).to.deep.equal([`${served.url}/2`, null])
    expect(heard[0]?.url).to.equal('/items?type_id=1&resource_id=p&tag=hours')
  })

  it('sends a score with the caller’s time, to the address beside the line item', async () => {
    const score = {
      userId: '7',
      scoreGiven: 84,
      scoreMaximum: 108,
      activityProgress: 'InProgress',
      gradingProgress: 'FullyGraded',
      timestamp: '2026-11-22T09:00:00.001Z',
    } as const
    await build().postScore(platform, `${served.url}/1/lineitem?type_id=1`, score)
    expect(heard[0]).to.include({ method: 'POST', url: '/1/lineitem/scores?type_id=1' })
    expect(heard[0]?.headers).to.include({ 'content-type': 'application/vnd.ims.lis.v1.score+json' })
    expect(JSON.parse(heard[0]?.body ?? '')).to.deep.equal(score)
    expect(scoresUrl('https://lms.example/item/')).to.equal('https://lms.example/item/scores')
  })

  it('fails as the token fails, and asks no service', async () => {
    const failure = new ServiceFailedError('token', 'HTTP 400', { status: 400, retryable: false })
    expect(await caught(roster(build(failure)))).to.equal(failure)
    expect(heard).to.deep.equal([])
  })

  it('reads Retry-After as seconds or as a date', () => {
    const at = new Date('2026-11-22T09:00:00Z')
    expect(retryAfterMs('120', at)).to.equal(120_000)
    expect(retryAfterMs('Sun, 22 Nov 2026 09:00:30 GMT', at)).to.equal(30_000)
    expect(retryAfterMs('Sun, 22 Nov 2026 08:00:30 GMT', at)).to.equal(0)
    expect(retryAfterMs('soon', at)).to.equal(undefined)
  })
})
