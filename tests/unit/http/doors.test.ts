import { expect } from 'chai'
import { allDoors, type Door, fillPath } from './support/doors.ts'
import { fakeDeps, openSite, type Site } from './support/fakes.ts'

/** What anybody may ask; whatever is not here takes a session. */
const PUBLIC = [
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'GET /verify',
  'POST /verify',
  'GET /verify/:code',
  'GET /share/:code',
  'GET /api/openapi.json',
  'GET /api/docs',
  'POST /session/tab',
]
const nameOf = ({ method, path }: Door): string => `${method} ${path}`

describe('every way into the site', () => {
  const doors = allDoors()
  const closed = doors.filter(door => !PUBLIC.includes(nameOf(door)))
  let site: Site
  before(async () => {
    const limits = { verify: 10_000, api: 10_000, launch: 10_000 }
    site = await openSite({ config: { ...fakeDeps().config, limits } })
  })
  after(() => site.close())

  const knock = ({ method, path }: Door, headers: Record<string, string> = {}) =>
    fetch(site.url + fillPath(path, {}), {
      method,
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
      ...(method === 'POST' && { body: new URLSearchParams({ a: 'b' }) }),
    })

  async function answers(to: readonly Door[], headers: Record<string, string> = {}): Promise<string[]> {
    const all: string[] = []
    for (const door of to) all.push(`${nameOf(door)} ${(await knock(door, headers)).status}`)
    return all
  }

  it('is found: pages, actions and operations', () => {
    expect(doors.length).to.be.greaterThan(300)
    expect(doors.map(nameOf)).to.include.members([...PUBLIC, 'POST /queue/confirm', 'GET /api/v1/books/me'])
  })

  it('is closed to whoever has no session, but for what is public', async () => {
    expect(await answers(closed)).to.deep.equal(closed.map(door => `${nameOf(door)} 401`))
  })

  it('takes nothing that changes something from the page of another site, whoever is signed in', async () => {
    const { cookie } = await site.enter({ roles: ['administrator', 'curator', 'issuer', 'learner'] })
    const unsafe = doors.filter(({ method }) => method !== 'GET')
    const headers = { 'sec-fetch-site': 'cross-site', cookie }
    expect(await answers(unsafe, headers)).to.deep.equal(unsafe.map(door => `${nameOf(door)} 403`))
  })

  it('has no action behind a GET: a page of such a name only asks, and posts to its own address', () => {
    const verbs = /\/(undo|confirm|revoke|rotate|approve|retry|replay|send|stop|pause|resume|run|import)$/
    const posts = new Set(doors.filter(({ method }) => method === 'POST').map(({ path }) => path))
    const actions = doors.filter(
      ({ method, path }) => method === 'GET' && verbs.test(path) && !posts.has(path),
    )
    expect(actions.map(nameOf)).to.deep.equal([])
  })
})
