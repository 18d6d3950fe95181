import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import jwt from 'jsonwebtoken'
import { createBrowser } from '#tests/lms/browser'
import { type Lms, startLms } from '#tests/lms/server'
import { startTinyTool, type TinyTool } from './tiny-tool.ts'

const LTI = 'https://purl.imsglobal.org/spec/lti/claim'
const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim'

const recordedClaims = (name: string): string[] => {
  const url = new URL(`../../lms/fixtures/lti.${name}.3-id_token.json`, import.meta.url)
  return Object.keys(JSON.parse(readFileSync(url, 'utf8')).payload)
}

describe('small LMS as an LTI platform', () => {
  let lms: Lms
  let tool: TinyTool
  let changeLogin: (query: URLSearchParams) => void
  let clientId: string
  beforeEach(async () => {
    changeLogin = () => {}
    lms = await startLms({ learners: 12 })
    tool = await startTinyTool(query => changeLogin(query))
    clientId = lms.registerTool(tool.settings).clientId
  })
  afterEach(async () => {
    await lms.close()
    await tool.close()
  })

  /** The claims of the last launch, verified against the platform's published keys. */
  async function claims(): Promise<jwt.JwtPayload> {
    const token = tool.launches.at(-1)?.id_token ?? ''
    const { keys } = (await (await fetch(`${lms.url}/mod/lti/certs.php`)).json()) as {
      keys: { kid: string }[]
    }
    const kid = jwt.decode(token, { complete: true })?.header.kid
    const key = createPublicKey({ key: keys.find(one => one.kid === kid) ?? {}, format: 'jwk' })
    return jwt.verify(token, key, {
      algorithms: ['RS256'],
      issuer: lms.issuer,
      audience: clientId,
    }) as jwt.JwtPayload
  }

  it('walks a browser from the link to the tool’s page, the cookie of the login with it', async () => {
    const browser = createBrowser()
    const page = await browser.launch(lms.launchUrl({ userId: 101 }))
    expect(page.url).to.equal(`${tool.url}/book`)
    expect(tool.launches[0]?.state).to.equal('state-1')
    expect(tool.cookies[0]).to.equal('browser=b1')
  })

  it('carries a Partitioned cookie through a launch in a frame with third-party cookies blocked', async () => {
    const browser = createBrowser({ top: lms.url, blocked: true })
    expect((await browser.launch(lms.launchUrl({ userId: 101 }))).url).to.equal(`${tool.url}/book`)
    expect(tool.cookies[0]).to.equal('browser=b1')
  })

  it('sends the claims that Moodle sends, no more and no fewer', async () => {
    await createBrowser().launch(lms.launchUrl({ userId: 101, courseId: 3 }))
    const sent = await claims()
    expect(Object.keys(sent)).to.deep.equal(recordedClaims('launch-learner'))
    expect(sent).to.include({ sub: '101', nonce: 'nonce-1' })
    expect(sent[`${LTI}/context`].id).to.equal('3')
    expect(sent[`${LTI}/custom`].user_idnumber).to.equal('TAB-00001')
  })

  it('names learner, teacher and administrator by full role URIs', async () => {
    const roles = []
    for (const role of ['learner', 'teacher', 'administrator'] as const) {
      await createBrowser().launch(lms.launchUrl({ role }))
      roles.push((await claims())[`${LTI}/roles`].map((one: string) => one.split('/v2/')[1]))
    }
    expect(roles).to.deep.equal([
      ['membership#Learner'],
      ['membership#Instructor'],
      ['institution/person#Administrator', 'system/person#Administrator', 'membership#Instructor'],
    ])
  })

  it('follows a login that is a page which sends itself', async () => {
    const paged = await startTinyTool(undefined, true)
    const { clientId: other } = lms.registerTool(paged.settings)
    const page = await createBrowser().launch(lms.launchUrl({ userId: 101, clientId: other }))
    await paged.close()
    expect(page.url).to.equal(`${paged.url}/book`)
  })

  it('posts an error to a registered address when the request is wrong', async () => {
    const wrong: [string, string, string][] = [
      ['scope', 'profile', 'invalid_scope'],
      ['response_type', 'code', 'unsupported_response_type'],
      ['client_id', 'other', 'unauthorized_client'],
      ['login_hint', '102', 'access_denied'],
      ['response_mode', 'query', 'invalid_request'],
      ['prompt', 'login', 'invalid_request'],
      ['nonce', '', 'invalid_request'],
    ]
    for (const [name, value, error] of wrong) {
      changeLogin = query => query.set(name, value)
      await createBrowser().launch(lms.launchUrl({ userId: 101 }))
      expect(tool.launches.at(-1), name).to.include({ error, state: 'state-1' })
    }
  })

  it('never posts to an address that is not registered', async () => {
    changeLogin = query => query.set('redirect_uri', `${tool.url}/elsewhere`)
    const page = await createBrowser().launch(lms.launchUrl({ userId: 101 }))
    expect(page.status).to.equal(404)
    expect(tool.launches).to.have.length(0)
  })

  it('sends a forged id_token once when asked to', async () => {
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    lms.launch.mutate(draft => ({ ...draft, key: stranger }))
    await createBrowser().launch(lms.launchUrl({ userId: 101 }))
    const forged = await claims().then(
      () => 'accepted',
      error => (error as Error).message,
    )
    expect(forged).to.equal('invalid signature')
    await createBrowser().launch(lms.launchUrl({ userId: 101 }))
    expect((await claims()).sub).to.equal('101')
  })

  it('makes an id_token without a walk, for a nonce of the caller’s', async () => {
    tool.launches.push({ id_token: lms.idToken({ username: 'sl002' }, 'mine') })
    expect(await claims()).to.include({ sub: '102', nonce: 'mine' })
  })

  it('changes claims, header and form of a launch', async () => {
    lms.launch.mutate(({ header, payload }) => {
      delete payload.nonce
      header.alg = 'none'
    })
    lms.launch.mutateForm(fields => ({ ...fields, state: 'other' }))
    await createBrowser().launch(lms.launchUrl({ userId: 101 }))
    const decoded = jwt.decode(tool.launches[0]?.id_token ?? '', { complete: true })
    expect(decoded?.header.alg).to.equal('none')
    expect(decoded?.payload).to.not.have.property('nonce')
    expect(tool.launches[0]?.state).to.equal('other')
  })

  it('keeps the old key published after a rotation unless told to forget it', async () => {
    await createBrowser().launch(lms.launchUrl({ userId: 101 }))
    await lms.keys.rotate()
    expect((await claims()).sub).to.equal('101')
    await lms.keys.rotate({ forget: true })
    const { keys } = (await (await fetch(`${lms.url}/mod/lti/certs.php`)).json()) as { keys: object[] }
    expect(keys).to.have.length(2)
  })

  it('offers deep linking and keeps what the tool returns', async () => {
    await createBrowser().launch(lms.deepLinkUrl({ role: 'teacher', courseId: 4 }))
    const asked = await claims()
    expect(Object.keys(asked)).to.deep.equal(recordedClaims('deeplink-request'))
    const now = Math.floor(Date.now() / 1000)
    const items = [{ type: 'ltiResourceLink', title: 'Моя зачётка' }]
    const response = {
      iss: clientId,
      aud: lms.issuer,
      iat: now,
      exp: now + 60,
      nonce: 'n2',
      [`${LTI}/deployment_id`]: asked[`${LTI}/deployment_id`],
      [`${LTI}/message_type`]: 'LtiDeepLinkingResponse',
      [`${LTI}/version`]: '1.3.0',
      [`${DL}/content_items`]: items,
    }
    const url = asked[`${DL}/deep_linking_settings`].deep_link_return_url as string
    const browser = createBrowser()
    expect((await browser.post(url, { JWT: tool.sign({ ...response, iss: 'other' }) })).status).to.equal(404)
    expect((await browser.post(url, { JWT: tool.sign(response) })).status).to.equal(200)
    expect(lms.deepLinks().map(one => [one.courseId, one.items])).to.deep.equal([[4, items]])
  })

  it('registers a tool dynamically, pending until it is activated', async () => {
    const start = await fetch(lms.registrationUrl(`${tool.url}/register`), { redirect: 'manual' })
    const target = new URL(start.headers.get('location') ?? '')
    const discovery = (await (
      await fetch(target.searchParams.get('openid_configuration') ?? '')
    ).json()) as Record<string, string>
    const { name, loginUrl, launchUrl, redirectUris, jwksUrl } = tool.settings
    const register = () =>
      fetch(discovery.registration_endpoint ?? '', {
        method: 'POST',
        headers: { authorization: `Bearer ${target.searchParams.get('registration_token')}` },
        body: JSON.stringify({
          client_name: name,
          initiate_login_uri: loginUrl,
          redirect_uris: redirectUris,
          jwks_uri: jwksUrl,
          'https://purl.imsglobal.org/spec/lti-tool-configuration': {
            target_link_uri: launchUrl,
            domain: 'localhost',
          },
        }),
      })
    const made = (await (await register()).json()) as { client_id: string }
    expect((await register()).status).to.equal(401)
    clientId = made.client_id
    const pending = await createBrowser().launch(lms.launchUrl({ userId: 101, clientId }))
    expect(pending.status).to.equal(404)
    lms.activateTool(clientId, 'delegated')
    await createBrowser().launch(lms.launchUrl({ userId: 101, clientId }))
    expect((await claims())['https://purl.imsglobal.org/spec/lti-ags/claim/endpoint']).to.not.have.property(
      'lineitem',
    )
  })

  it('shows a person who one can be, a course, and the tool in a frame', async () => {
    const browser = createBrowser()
    expect((await browser.get(lms.url)).text)
      .to.include('слушатель')
      .and.include('администратор')
    const course = await browser.get(`${lms.url}/course/view.php?id=2&as=101`)
    const link = /href="(\/mod\/lti\/view\.php[^"]+)"/.exec(course.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const frame = await browser.get(lms.url + link)
    const source =
      /<iframe id="contentframe"[^>]* src="([^"]+)"/.exec(frame.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await browser.launch(lms.url + source)).url).to.equal(`${tool.url}/book`)
  })
})
