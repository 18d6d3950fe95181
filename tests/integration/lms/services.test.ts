import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { type Lms, startLms } from '#tests/lms/server'
import { jsonPaths } from './shape-of.ts'
import { startTinyTool, type TinyTool } from './tiny-tool.ts'

const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope'
const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'
const ALL = `${AGS}/lineitem ${AGS}/score ${AGS}/result.readonly ${NRPS}`

const recordedPaths = (name: string): string[] => {
  const url = new URL(`../../lms/fixtures/lti.${name}.json`, import.meta.url)
  return [...jsonPaths(JSON.parse(readFileSync(url, 'utf8'))).keys()].sort()
}

describe('small LMS services for tools', () => {
  let lms: Lms
  let tool: TinyTool
  let clientId: string
  let token: string
  before(async () => {
    lms = await startLms({ learners: 12 })
    tool = await startTinyTool()
    clientId = lms.registerTool(tool.settings).clientId
    token = (await tool.token(lms, clientId, ALL)).access_token
  })
  after(async () => {
    await lms.close()
    await tool.close()
  })

  const request = (path: string, init: RequestInit = {}, bearer = token) =>
    fetch(path.startsWith('http') ? path : `${lms.url}/mod/lti/services.php${path}`, {
      ...init,
      headers: { authorization: `Bearer ${bearer}`, ...init.headers },
    })
  const post = (path: string, body: object) => request(path, { method: 'POST', body: JSON.stringify(body) })
  const score = (userId: string, scoreGiven: number, timestamp: string) => ({
    userId,
    scoreGiven,
    scoreMaximum: 108,
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    timestamp,
  })

  it('refuses a token to an assertion of another key and to an unknown client', async () => {
    expect(await tool.token(lms, 'unknown', ALL)).to.deep.equal({ error: 'invalid_client' })
    const stranger = lms.registerTool({ ...tool.settings, jwksUrl: `${lms.url}/mod/lti/certs.php` })
    expect(await tool.token(lms, stranger.clientId, ALL)).to.deep.equal({ error: 'invalid_client' })
  })

  it('grants only scopes that it knows', async () => {
    expect(await tool.token(lms, clientId, 'everything')).to.deep.equal({ error: 'invalid_scope' })
    expect((await tool.token(lms, clientId, `${NRPS} everything`)).scope).to.equal(NRPS)
  })

  it('pages members by a link that keeps the query string', async () => {
    const seen: string[] = []
    let next: string | undefined = '/CourseSection/2/bindings/1/memberships?role=Learner&limit=5'
    while (next) {
      const answer: Response = await request(next)
      const { members } = (await answer.json()) as { members: { user_id: string }[] }
      seen.push(...members.map(one => one.user_id))
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
      if (next) expect(next).to.include('role=Learner')
    }
    const active = [...lms.population.enrolled(2, 'active')].filter(
      id => !lms.population.person(id)?.suspended,
    )
    expect(seen).to.deep.equal(active.map(String))
    const whole = await request('/CourseSection/2/bindings/1/memberships')
    expect(((await whole.json()) as { members: object[] }).members).to.have.length(active.length + 2)
  })

  it('tells of members what Moodle tells', async () => {
    const answer = await request('/CourseSection/2/bindings/1/memberships?limit=5')
    expect(answer.headers.get('content-type')).to.include('lti-nrps.v2.membershipcontainer')
    expect([...jsonPaths(await answer.json()).keys()].sort()).to.deep.equal(recordedPaths('nrps-members'))
  })

  it('refuses a missing token and a token without the scope as Moodle does', async () => {
    const none = await fetch(`${lms.url}/mod/lti/services.php/CourseSection/2/bindings/1/memberships`)
    expect(none.status).to.equal(401)
    expect([...jsonPaths(await none.json()).keys()].sort()).to.deep.equal(recordedPaths('nrps-no-token'))
    const { access_token } = await tool.token(lms, clientId, NRPS)
    expect((await request('/2/lineitems?type_id=1', {}, access_token)).status).to.equal(401)
  })

  it('lists line items as Moodle does and makes, changes and removes a tool’s own', async () => {
    const listed = await (await request('/3/lineitems?type_id=1')).json()
    expect([...jsonPaths(listed).keys()].sort()).to.deep.equal(recordedPaths('ags-lineitems'))
    const made = await post('/3/lineitems?type_id=1', { label: 'Часы', scoreMaximum: 108, tag: 'hours' })
    expect(made.status).to.equal(201)
    const { id } = (await made.json()) as { id: string }
    expect(id).to.match(/\/lineitem\?type_id=1$/)
    const found = (await (await request('/3/lineitems?type_id=1&tag=hours')).json()) as { id: string }[]
    expect(found.map(one => one.id)).to.deep.equal([id])
    const put = await request(id, { method: 'PUT', body: JSON.stringify({ label: 'Часы, ак.' }) })
    expect(await put.json()).to.include({ label: 'Часы, ак.', scoreMaximum: 108 })
    expect((await request(id, { method: 'DELETE' })).status).to.equal(204)
    expect((await request(id)).status).to.equal(404)
  })

  it('keeps scores, tells results scaled to the item, and refuses what is older or not a learner’s', async () => {
    const item = '/2/lineitems/1000002/lineitem'
    const later = '2026-11-20T10:00:00Z'
    expect((await post(`${item}/scores?type_id=1`, score('101', 54, later))).status).to.equal(200)
    expect(
      (await post(`${item}/scores?type_id=1`, score('101', 10, '2026-11-19T10:00:00Z'))).status,
    ).to.equal(409)
    expect((await post(`${item}/scores?type_id=1`, score('11', 10, later))).status).to.equal(400)
    expect((await post(`${item}/scores?type_id=1`, { userId: '101' })).status).to.equal(400)
    const results = (await (await request(`${item}/results?type_id=1`)).json()) as object[]
    expect([...jsonPaths(results).keys()].sort()).to.deep.equal(recordedPaths('ags-results'))
    expect(results[0]).to.include({ userId: '101', resultScore: 50, resultMaximum: 100 })
    expect(lms.grades().filter(one => one.courseId === 2)).to.have.length(1)
  })

  it('fails a service by script and counts it', async () => {
    lms.requests.reset()
    lms.faults.on('lti:memberships', { kind: 'status', status: 503, retryAfter: '1' })
    const first = await request('/CourseSection/2/bindings/1/memberships')
    expect([first.status, first.headers.get('retry-after')]).to.deep.equal([503, '1'])
    expect((await request('/CourseSection/2/bindings/1/memberships')).status).to.equal(200)
    expect(lms.requests.count('lti:memberships')).to.equal(2)
  })
})
