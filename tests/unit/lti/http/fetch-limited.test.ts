import { expect } from 'chai'
import { fetchLimited } from '#lti/http/fetch-limited'
import { type Served, serve } from '../support/serve.ts'

const limits = { timeoutMs: 2_000, maxBytes: 1_000, allowPrivateAddresses: true }

describe('fetch within limits', () => {
  let server: Served | undefined
  afterEach(() => server?.close())
  const reasonOf = (found: Promise<unknown>) =>
    found.then(
      () => expect.fail('was answered'),
      (error: { reason: string }) => error.reason,
    )

  it('gives up on a server that never answers, and on one that never ends', async () => {
    server = await serve((req, res) => void (req.url === '/half' && res.write('half')))
    for (const path of ['/', '/half']) {
      expect(await reasonOf(fetchLimited(server.url + path, { ...limits, timeoutMs: 100 }))).to.equal(
        'timeout',
      )
    }
  })

  it('takes one deadline for all redirects together', async () => {
    let hops = 0
    server = await serve((_req, res) => {
      hops++
      setTimeout(() => res.writeHead(302, { location: '/next' }).end(), 60)
    })
    expect(await reasonOf(fetchLimited(server.url, { ...limits, timeoutMs: 150 }))).to.equal('timeout')
    expect(hops).to.be.lessThan(4)
  })

  it('sends a form, and follows no redirect of it', async () => {
    server = await serve((req, res) =>
      req.url === '/away' ? res.writeHead(307, { location: '/' }).end() : req.pipe(res),
    )
    const request = { method: 'POST' as const, body: 'a=1' }
    expect((await fetchLimited(server.url, limits, request)).body).to.equal('a=1')
    expect(await reasonOf(fetchLimited(`${server.url}/away`, limits, request))).to.equal('redirect')
  })

  it('knows http and https only', async () => {
    expect(await reasonOf(fetchLimited('file:///etc/passwd', limits))).to.equal('protocol')
  })
})
