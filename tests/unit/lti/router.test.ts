import { expect } from 'chai'
import { CLAIM } from '#lti/launch/claims'
import { ISSUER, NOW, PUBLIC_URL, registration, sign, soundClaims } from './support/platform.ts'
import { startTool, type Tool } from './support/tool.ts'

const initiation = {
  iss: ISSUER,
  client_id: 'client-1',
  login_hint: '7',
  target_link_uri: `${PUBLIC_URL}/book`,
}

describe('router of LTI', () => {
  let tool: Tool
  beforeEach(async () => {
    tool = await startTool({ registrations: [registration()], now: () => NOW, publicUrl: PUBLIC_URL })
  })
  afterEach(() => tool.close())

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(tool.url + path, { redirect: 'manual', ...init })
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        ...headers,
      },
    })
  const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
  const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code

  async function begin() {
    const answer = await ask(`/lti/login?${form(initiation)}`)
    const query = new URL(String(answer.headers.get('location'))).searchParams
    return {
      answer,
      query,
      state: String(query.get('state')),
      nonce: String(query.get('nonce')),
      cookie: String(answer.headers.getSetCookie()[0]),
    }
  }

  it('answers a login by GET and by POST alike, with the parameters of the specification', async () => {
    for (const answer of [
      await ask(`/lti/login?${form(initiation)}`),
      await post('/lti/login', form(initiation)),
    ]) {
      expect(answer.status).to.equal(302)
      const location = new URL(String(answer.headers.get('location')))
      expect(location.origin + location.pathname).to.equal(`${ISSUER}/auth`)
      const { state, nonce, ...rest } = Object.fromEntries(location.searchParams)
      expect(rest).to.deep.equal({
        x: '1',
        scope: 'openid',
        response_type: 'id_token',
        response_mode: 'form_post',
        prompt: 'none',
        client_id: 'client-1',
        redirect_uri: `${PUBLIC_URL}/lti/launch`,
        login_hint: '7',
      })
      expect([state, nonce]).to.satisfy((secrets: string[]) => secrets.every(one => /^[\w-]{43}$/.test(one)))
      expect(answer.headers.get('cache-control')).to.equal('no-store')
    }
  })

  it('sets a cookie that a frame keeps when third-party cookies are blocked', async () => {
    const { cookie } = await begin()
    expect(cookie).to.match(
      /^__Host-lti_[0-9a-f]{16}=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=600$/,
    )
  })

  it('stores hashes, never the secrets', async () => {
    const { state, nonce, cookie } = await begin()
    const stored = JSON.stringify([...tool.attemptsByHash.values()])
    for (const secret of [state, nonce, cookie.split(/[=;]/)[1]]) expect(stored).not.to.include(secret)
  })

  it('launches: 303 to where the session says, cookies set, the login’s cookie gone', async () => {
    const { state, nonce, cookie } = await begin()
    const answer = await post('/lti/launch', form({ state, id_token: sign(soundClaims(nonce)) }), {
      cookie: String(cookie.split(';')[0]),
    })
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, '/book'])
    expect(answer.headers.getSetCookie()[0]).to.equal('session=s1; Path=/; HttpOnly')
    expect(answer.headers.getSetCookie()[1]).to.match(/^__Host-lti_[0-9a-f]{16}=; .*Max-Age=0$/)
    expect(tool.launches).to.have.length(1)
  })

  it('logs neither tokens nor people', async () => {
    const { state, nonce, cookie } = await begin()
    const token = sign(soundClaims(nonce))
    const cookies = { cookie: String(cookie.split(';')[0]) }
    await post('/lti/launch', form({ state, id_token: token }), cookies)
    await post('/lti/launch', form({ state, id_token: token }), cookies)
    const log = JSON.stringify(tool.logged)
    for (const secret of [state, nonce, token, 'Соколов', 'sokolov', '"7"'])
      expect(log).not.to.include(secret)
    expect(log).to.include('lti_state_used')
  })

  const malformed: [fact: string, code: string, path: string, body: string, type?: string][] = [
    ['H10: a state with a semicolon', 'lti_state_unknown', '/lti/launch', 'state=a%3Bb'],
    ['H10: a state with a semicolon at the login', 'lti_request_invalid', '/lti/login', 'state=a%3Bb'],
    ['H10: an object as state', 'lti_request_invalid', '/lti/launch', '{"state":{}}', 'application/json'],
    [
      'H10: an object as state at the login',
      'lti_request_invalid',
      '/lti/login',
      '{"state":{}}',
      'application/json',
    ],
    ['a list as body', 'lti_request_invalid', '/lti/launch', '[[1]]', 'application/json'],
    ['null as body', 'lti_state_missing', '/lti/launch', 'null', 'application/json'],
    ['H19: a state given twice', 'lti_request_invalid', '/lti/launch', 'state=a&state=b'],
    ['H19: an issuer with an operator', 'lti_request_invalid', '/lti/login', 'iss[$ne]=x&client_id[$ne]=y'],
    ['H19: a prototype', 'lti_request_invalid', '/lti/login', '__proto__[iss]=x'],
    ['a broken escape', 'lti_request_invalid', '/lti/login', 'iss=%E0%A4%A'],
    ['a zero byte', 'lti_request_invalid', '/lti/login', 'iss=a%00b&login_hint=1&target_link_uri=x'],
    ['nothing', 'lti_request_invalid', '/lti/login', ''],
    [
      'an address that is none',
      'lti_target_foreign',
      '/lti/login',
      'iss=a&login_hint=1&target_link_uri=not-an-address',
    ],
    [
      'a hundred and one parameters',
      'lti_request_invalid',
      '/lti/login',
      Array.from({ length: 101 }, (_, i) => `p${i}=1`).join('&'),
    ],
  ]
  for (const [fact, code, path, body, type] of malformed) {
    it(`lives through ${fact} and answers 4xx`, async () => {
      const answer = await post(path, body, type === undefined ? {} : { 'content-type': type })
      expect([await codeOf(answer), answer.status >= 400 && answer.status < 500]).to.deep.equal([code, true])
      expect((await ask('/lti/jwks')).status).to.equal(200)
      expect(tool.writes).to.deep.equal([])
    })
  }

  it('leaves JSON that its application could not read to that application, and lives', async () => {
    const answer = await post('/lti/launch', '{', { 'content-type': 'application/json' })
    expect([answer.status, (await ask('/lti/jwks')).status, tool.writes]).to.deep.equal([400, 200, []])
  })

  it('H19: refuses operators and duplicates in the address too', async () => {
    for (const query of ['iss[$ne]=x&client_id[$ne]=y', `${form(initiation)}&iss=other`, '$where=1']) {
      expect(
        await codeOf(await ask(`/lti/login?${query}`, { headers: { accept: 'application/json' } })),
      ).to.equal('lti_request_invalid')
    }
  })

  it('refuses a parameter that query and body both give', async () => {
    expect(await codeOf(await post('/lti/login?iss=a', form(initiation)))).to.equal('lti_request_invalid')
  })

  it('H25: names a token over 64 KB, and refuses a body that no launch can have', async () => {
    const { state } = await begin()
    const large = await post('/lti/launch', form({ state, id_token: `a.${'b'.repeat(70_000)}.c` }))
    expect([large.status, await codeOf(large)]).to.deep.equal([413, 'lti_token_too_large'])
    const huge = await post('/lti/launch', form({ state, id_token: 'b'.repeat(300_000) }))
    expect([huge.status, await codeOf(huge)]).to.deep.equal([413, 'lti_request_too_large'])
    expect(tool.writes).to.deep.equal(['create'])
  })

  it('H24: explains an error that the platform answers, and names known errors only', async () => {
    const known = await post('/lti/launch', 'error=login_required&state=x')
    expect(((await known.json()) as { error: object }).error).to.include({ code: 'lti_platform_refused' })
    expect(tool.writes).to.deep.equal([])
    const page = await ask('/lti/launch?error=%3Cscript%3Ealert(1)&state=x', {
      headers: { accept: 'text/html' },
    })
    expect(await page.text()).not.to.include('alert')
  })

  it('takes no token from an address, which would stand in histories and logs', async () => {
    const { state, nonce, cookie } = await begin()
    const given = form({ state, id_token: sign(soundClaims(nonce)) })
    const headers = { cookie: String(cookie.split(';')[0]), accept: 'application/json' }
    const answers = [
      await ask(`/lti/launch?${given}`, { headers }),
      await post(`/lti/launch?${given}`, '', { cookie: headers.cookie }),
    ]
    for (const answer of answers) expect(await codeOf(answer)).to.equal('lti_request_invalid')
    expect([tool.writes, tool.launches]).to.deep.equal([['create'], []])
  })

  it('H26: asks to open the course again when a launch comes twice', async () => {
    const { state, nonce, cookie } = await begin()
    const send = (accept: string) =>
      post('/lti/launch', form({ state, id_token: sign(soundClaims(nonce)) }), {
        cookie: String(cookie.split(';')[0]),
        accept,
      })
    await send('text/html')
    const again = await send('text/html')
    expect(again.status).to.equal(401)
    const page = await again.text()
    expect(page).to.include('Откройте из курса ещё раз').and.to.include('lti_state_used')
    expect([tool.writes, tool.launches.length]).to.deep.equal([['create', 'consume'], 1])
  })

  it('offers a new tab when the cookie did not arrive; the link has the hints, no state and no token', async () => {
    const { state, nonce } = await begin()
    const answer = await post('/lti/launch', form({ state, id_token: sign(soundClaims(nonce)) }), {
      accept: 'text/html',
    })
    const page = await answer.text()
    expect(answer.status).to.equal(401)
    expect(page).to.include('<html lang="en">').and.to.include('Open in a new tab')
    const href = /href="([^"]+)" target="_blank"/.exec(page)?.[1]?.replaceAll('&#38;', '&') ?? ''
    expect(Object.fromEntries(new URL(href).searchParams)).to.deep.equal({ ...initiation, zachetka_tab: '1' })
    expect(answer.headers.get('content-security-policy')).to.include(`frame-ancestors ${ISSUER}`)
    expect(tool.writes).to.deep.equal(['create'])
  })

  it('speaks the language of the launch, else of the browser', async () => {
    const ru = await ask('/lti/launch', { headers: { accept: 'text/html' } })
    const en = await ask('/lti/launch', {
      headers: { accept: 'text/html', 'accept-language': 'de,en;q=0.8,ru;q=0.1' },
    })
    expect(await ru.text()).to.include('<html lang="ru">')
    expect(await en.text()).to.include('<html lang="en">')
    const { state, nonce, cookie } = await begin()
    const change = { [CLAIM.version]: '1.1', [CLAIM.launchPresentation]: { locale: 'ru' } }
    const refused = await post(
      '/lti/launch',
      form({ state, id_token: sign({ ...soundClaims(nonce), ...change }) }),
      {
        cookie: String(cookie.split(';')[0]),
        accept: 'text/html',
        'accept-language': 'en',
      },
    )
    expect(await refused.text()).to.include('Версия LTI не подходит')
  })

  it('gives page, JSON and log the same error id', async () => {
    const answer = await post('/lti/launch', '')
    const { error } = (await answer.json()) as { error: { id: string; cause: string; remedy: string } }
    expect(error.id).to.match(/^[0-9a-f]{10}$/)
    expect(tool.logged.at(-1)).to.include({ errorId: error.id, code: 'lti_state_missing' })
    expect([error.cause, error.remedy]).to.satisfy((texts: string[]) => texts.every(text => text.length > 10))
  })

  it('writes what a stranger sends as text, never as markup', async () => {
    const query = form({ ...initiation, iss: '"><script>alert(1)</script>' })
    const answer = await ask(`/lti/login?${query}`, { headers: { accept: 'text/html' } })
    expect(answer.status).to.equal(404)
    expect(await answer.text())
      .to.include('&#60;script&#62;')
      .and.not.to.include('<script>')
    expect(answer.headers.get('content-security-policy')).to.include("default-src 'none'")
  })

  it('lets caches keep our keys for five minutes', async () => {
    const answer = await ask('/lti/jwks')
    expect(answer.headers.get('cache-control')).to.equal('public, max-age=300')
    expect(((await answer.json()) as { keys: object[] }).keys).to.have.length(1)
  })
})
