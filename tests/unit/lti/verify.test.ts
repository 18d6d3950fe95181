import { expect } from 'chai'
import { ISSUER, NOW, PUBLIC_URL, registration, sign, soundClaims } from './support/platform.ts'
import { startTool, type Tool } from './support/tool.ts'

const initiation = {
  iss: ISSUER,
  client_id: 'client-1',
  login_hint: '7',
  target_link_uri: `${PUBLIC_URL}/book`,
  lti_storage_target: 'store',
}

describe('proof by the platform’s storage', () => {
  let tool: Tool
  let now: Date
  beforeEach(async () => {
    now = NOW
    tool = await startTool({ registrations: [registration()], now: () => now, publicUrl: PUBLIC_URL })
  })
  afterEach(() => tool.close())

  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(tool.url + path, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(fields),
      headers: { accept: 'application/json', origin: PUBLIC_URL, ...headers },
    })
  const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code

  /** A login whose page puts a secret, and a launch without its cookie. */
  async function launchWithoutCookie() {
    const login = await fetch(`${tool.url}/lti/login?${new URLSearchParams(initiation)}`)
    const page = await login.text()
    const config = JSON.parse(/= (\{"key".*\})\n/.exec(page)?.[1] ?? '{}')
    const query = new URL(config.next).searchParams
    const state = String(query.get('state'))
    const token = sign(soundClaims(String(query.get('nonce'))))
    const launch = await post('/lti/launch', { state, id_token: token }, { accept: 'text/html' })
    return { login, config, state, token, launch, asked: await launch.text() }
  }

  it('is put by the login’s page at the origin of the authorization endpoint', async () => {
    const { login, config, state } = await launchWithoutCookie()
    expect([login.status, config.key, config.origin, config.target]).to.deep.equal([
      200,
      `state_${state}`,
      ISSUER,
      'store',
    ])
    expect(login.headers.get('content-security-policy')).to.match(/script-src 'nonce-[^']+'; base-uri/)
    expect(login.headers.get('cache-control')).to.equal('no-store')
  })

  it('is asked for by the launch’s page, which carries neither token nor person', async () => {
    const { launch, asked, token, config } = await launchWithoutCookie()
    expect(launch.status).to.equal(200)
    for (const secret of [token, 'Соколов', config.value]) expect(asked).not.to.include(secret)
    expect(launch.headers.get('content-security-policy')).to.include(`frame-ancestors ${ISSUER}`)
    expect(tool.launches).to.deep.equal([])
  })

  it('is asked for in frames of the platform and of hosts that the operator names, of no other', async () => {
    const frameOrigins = ['https://apps.lms.example']
    await tool.close()
    tool = await startTool({
      registrations: [registration()],
      now: () => now,
      publicUrl: PUBLIC_URL,
      frameOrigins,
    })
    const { launch } = await launchWithoutCookie()
    const policy = launch.headers.get('content-security-policy') ?? ''
    expect(policy).to.match(new RegExp(`frame-ancestors ${ISSUER} https://apps\\.lms\\.example$`))
  })

  it('ends the launch once', async () => {
    const { state, config } = await launchWithoutCookie()
    const ends = await Promise.all([1, 2, 3].map(() => post('/lti/verify', { state, value: config.value })))
    expect(ends.map(end => end.status).sort()).to.deep.equal([303, 401, 401])
    expect(tool.launches.map(launch => [launch.sub, launch.rung])).to.deep.equal([['7', 'storage']])
    expect(JSON.stringify([...tool.attemptsByHash.values()])).not.to.include('Соколов')
  })

  it('refuses a page that is not ours, whatever it knows', async () => {
    const { state, config } = await launchWithoutCookie()
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: ISSUER, 'sec-fetch-site': 'same-origin' },
    ]
    for (const headers of foreign) {
      const answer = await post('/lti/verify', { state, value: config.value }, headers)
      expect([answer.status, await codeOf(answer)]).to.deep.equal([403, 'lti_request_foreign'])
    }
    expect(tool.launches).to.deep.equal([])
    expect((await post('/lti/verify', { state, value: config.value })).status).to.equal(303)
  })

  it('refuses another secret and leaves the attempt; without one it offers the tab', async () => {
    const { state, config } = await launchWithoutCookie()
    expect(await codeOf(await post('/lti/verify', { state, value: 'x'.repeat(43) }))).to.equal(
      'lti_browser_mismatch',
    )
    expect(await codeOf(await post('/lti/verify', { state, value: '' }))).to.equal('lti_cookie_missing')
    expect((await post('/lti/verify', { state, value: config.value })).status).to.equal(303)
  })

  it('refuses a state that was launched by nobody, and one that is late', async () => {
    const login = await fetch(`${tool.url}/lti/login?${new URLSearchParams(initiation)}`)
    const config = JSON.parse(/= (\{"key".*\})\n/.exec(await login.text())?.[1] ?? '{}')
    const state = String(config.key).slice('state_'.length)
    expect(await codeOf(await post('/lti/verify', { state, value: config.value }))).to.equal(
      'lti_state_unknown',
    )
    const held = await launchWithoutCookie()
    now = new Date(NOW.getTime() + 10 * 60_000)
    const late = await post('/lti/verify', { state: held.state, value: held.config.value })
    expect(await codeOf(late)).to.equal('lti_state_expired')
  })

  it('stops when the platform was switched off in between', async () => {
    const { state, config } = await launchWithoutCookie()
    Object.assign(tool.registrations[0] ?? {}, { active: false })
    expect(await codeOf(await post('/lti/verify', { state, value: config.value }))).to.equal(
      'lti_platform_inactive',
    )
  })

  it('never writes a value of the login into a script as markup', async () => {
    const query = new URLSearchParams({ ...initiation, lti_storage_target: '</script><script>alert(1)' })
    const page = await (await fetch(`${tool.url}/lti/login?${query}`)).text()
    expect(page).not.to.include('<script>alert')
  })
})
