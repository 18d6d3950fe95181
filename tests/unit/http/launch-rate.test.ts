import { expect } from 'chai'
import { createLtiRouter } from '#lti/router'
import { createRandom } from '../lti/support/bench.ts'
import { createMemory, fixedKeys } from '../lti/support/memory.ts'
import { ISSUER, NOW, platformKey, registration, sign, soundClaims } from '../lti/support/platform.ts'
import { fakeDeps, openSite } from './support/fakes.ts'

const PUBLIC_URL = 'http://localhost'

/** The whole application with real launches on stores in memory. */
function open(limit?: number) {
  const ltiRouter = createLtiRouter({
    ...createMemory([registration()]),
    keys: fixedKeys(platformKey.jwk),
    library: { keySet: async () => ({ keys: [] }) },
    publicUrl: PUBLIC_URL,
    now: () => NOW,
    randomBytes: createRandom(),
    onLaunch: async () => ({ redirectTo: '/book', setCookies: [] }),
    log: { info() {}, warn() {}, error() {} },
  })
  const { config } = fakeDeps()
  return openSite({
    ltiRouter,
    config: { ...config, ...(limit !== undefined && { limits: { launch: limit } }) },
  })
}

async function launch(url: string): Promise<number> {
  const initiation = { iss: ISSUER, client_id: 'client-1', login_hint: '7' }
  const query = new URLSearchParams({ ...initiation, target_link_uri: `${PUBLIC_URL}/book` })
  const login = await fetch(`${url}/lti/login?${query}`, { redirect: 'manual' })
  const { searchParams } = new URL(String(login.headers.get('location') ?? 'http://refused.example'))
  const claims = soundClaims(String(searchParams.get('nonce')))
  const target = 'https://purl.imsglobal.org/spec/lti/claim/target_link_uri'
  const answer = await fetch(`${url}/lti/launch`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: String(login.headers.getSetCookie()[0]?.split(';')[0]) },
    body: new URLSearchParams({
      state: String(searchParams.get('state')),
      id_token: sign({ ...claims, [target]: `${PUBLIC_URL}/book` }),
    }),
  })
  return answer.status
}

describe('launches of a school behind one address', () => {
  it('pass, two hundred at once', async () => {
    const site = await open()
    try {
      const statuses = await Promise.all(Array.from({ length: 200 }, () => launch(site.url)))
      expect(new Set(statuses)).to.deep.equal(new Set([303]))
    } finally {
      await site.close()
    }
  })

  it('are told to wait beyond the limit that the operator set', async () => {
    const site = await open(60)
    try {
      for (let i = 0; i < 60; i++) expect((await site.get('/lti/jwks')).status).to.equal(200)
      const refused = await site.get('/lti/jwks')
      expect([refused.status, refused.headers.get('retry-after')]).to.satisfy(
        ([status, after]: [number, string | null]) => status === 429 && after !== null,
      )
    } finally {
      await site.close()
    }
  })
})
