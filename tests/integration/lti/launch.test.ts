import { expect } from 'chai'
import { createKeyCache } from '#lti/keys/key-cache'
import { CLAIM } from '#lti/launch/claims'
import type { PlatformRegistration } from '#lti/ports'
import { createBrowser } from '#tests/lms/browser'
import { type Lms, startLms } from '#tests/lms/server'
import { startTool, type Tool } from '#tests/unit/lti/support/tool'

describe('launch from an LMS', () => {
  let lms: Lms
  let tool: Tool
  let platform: PlatformRegistration
  let now: () => Date

  beforeEach(async () => {
    now = () => new Date()
    lms = await startLms({ learners: 12 })
    const registrations: PlatformRegistration[] = []
    const keys = createKeyCache({ allowPrivateAddresses: true, now: () => now() })
    tool = await startTool({ registrations, keys, now: () => now() })
    const { deploymentId, ...registered } = lms.registerTool({
      name: 'Зачётка',
      loginUrl: `${tool.url}/lti/login`,
      launchUrl: `${tool.url}/book`,
      redirectUris: [`${tool.url}/lti/launch`],
      jwksUrl: `${tool.url}/lti/jwks`,
    })
    platform = {
      id: 'p1',
      name: 'LMS',
      issuer: lms.issuer,
      ...registered,
      active: true,
      deployments: [{ id: deploymentId, approved: true, seenAt: '2026-03-01T00:00:00.000Z' }],
      createdAt: '2026-03-01T00:00:00.000Z',
    }
    registrations.push(platform)
  })
  afterEach(async () => {
    await tool.close()
    await lms.close()
  })

  it('brings a learner to the book', async () => {
    const page = await createBrowser().launch(lms.launchUrl({ role: 'learner' }))
    expect([page.status, page.text]).to.deep.equal([200, 'the book'])
    expect(tool.launches[0]).to.deep.include({
      roles: ['learner'],
      issuer: lms.issuer,
      platformOrigin: lms.url,
    })
    expect(tool.launches[0]?.endpoints.nrps).to.be.a('string')
    expect(tool.launches[0]?.endpoints.ags?.lineItem).to.be.a('string')
  })

  it('makes a teacher a curator and an administrator an issuer', async () => {
    await createBrowser().launch(lms.launchUrl({ role: 'teacher' }))
    await createBrowser().launch(lms.launchUrl({ role: 'administrator' }))
    expect(tool.launches[0]?.roles).to.deep.equal(['curator'])
    expect(tool.launches[1]?.roles).to.include.members(['administrator', 'issuer'])
  })

  it('reads the platform’s keys once for many launches', async () => {
    for (const userId of [101, 102, 103]) await createBrowser().launch(lms.launchUrl({ userId }))
    expect(tool.launches).to.have.length(3)
    expect(lms.requests.count('lti:certs')).to.equal(1)
  })

  it('H22: accepts a launch right after the platform changed its key', async () => {
    await createBrowser().launch(lms.launchUrl({ role: 'learner' }))
    await lms.keys.rotate({ forget: true })
    await createBrowser().launch(lms.launchUrl({ role: 'learner' }))
    expect(tool.launches).to.have.length(2)
    expect(lms.requests.count('lti:certs')).to.equal(2)
  })

  it('H21: says later, when the keys cannot be read, and leaves the attempt unspent', async () => {
    lms.faults.on('lti:certs', { kind: 'status', status: 503 })
    const page = await createBrowser().launch(lms.launchUrl({ role: 'learner' }))
    expect(page.status).to.equal(502)
    expect(page.text).to.include('lti_keys_unreachable')
    expect(tool.writes).to.deep.equal(['create'])
  })

  it('notes an unknown deployment and says how to approve it; approved, it launches', async () => {
    platform.deployments = []
    const page = await createBrowser().launch(lms.launchUrl({ role: 'learner' }))
    expect(page.status).to.equal(403)
    expect(page.text).to.include('zachetka platform approve p1 1')
    expect(tool.writes).to.deep.equal(['create', 'noteDeployment 1'])
    Object.assign(platform.deployments[0] ?? {}, { approved: true })
    expect((await createBrowser().launch(lms.launchUrl({ role: 'learner' }))).text).to.equal('the book')
  })

  it('H24: shows a page when the platform’s own session has ended', async () => {
    lms.launch.mutateForm(({ state }) => ({ state: String(state), error: 'login_required' }))
    const page = await createBrowser().launch(lms.launchUrl({ role: 'learner' }))
    expect(page.status).to.equal(401)
    expect(page.text).to.include('lti_platform_refused')
    expect(tool.writes).to.deep.equal(['create'])
  })

  it('H9: does not let a launch into a browser that did not begin it', async () => {
    const [mine, theirs] = [createBrowser(), createBrowser()]
    let stolen: Record<string, string> = {}
    lms.launch.mutateForm(fields => {
      stolen = { ...fields }
      return { state: 'x', error: 'access_denied' }
    })
    await mine.launch(lms.launchUrl({ role: 'teacher' }))
    const page = await theirs.post(`${tool.url}/lti/launch`, stolen)
    expect(page.text).to.include('lti_cookie_missing')
    expect(tool.launches).to.have.length(0)
    expect(tool.writes).to.deep.equal(['create'])
  })

  it('begins again in a new tab by the page’s own link', async () => {
    const browser = createBrowser()
    let stolen: Record<string, string> = {}
    lms.launch.mutateForm(fields => {
      stolen = { ...fields }
      return { state: 'x', error: 'access_denied' }
    })
    await browser.launch(lms.launchUrl({ userId: 103 }))
    browser.cookies.clear()
    const page = await browser.post(`${tool.url}/lti/launch`, stolen)
    const href = /href="([^"]+)" target="_blank"/.exec(page.text)?.[1] ?? ''
    const again = await browser.launch(href.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code)))
    expect(again.text).to.equal('the book')
    expect(tool.launches[0]?.sub).to.equal('103')
  })

  it('explains deep linking where the tool has nothing to place', async () => {
    const page = await createBrowser().launch(lms.deepLinkUrl({ role: 'teacher' }))
    expect(page.status).to.equal(400)
    expect(page.text).to.include('LtiDeepLinkingRequest')
    expect(tool.writes).to.deep.equal(['create'])
  })

  it('explains a message that nobody knows, and begins no session', async () => {
    lms.launch.mutate(({ payload }) => {
      payload[CLAIM.messageType] = 'LtiAssetProcessorSettingsRequest'
      return undefined
    })
    const page = await createBrowser().launch(lms.launchUrl({ role: 'teacher' }))
    expect([page.status, tool.launches, tool.writes]).to.deep.equal([400, [], ['create']])
    expect(page.text).to.include('LtiAssetProcessorSettingsRequest').and.to.include('lti_message_unsupported')
  })

  it('needs neither name nor e-mail', async () => {
    lms.launch.mutate(({ payload }) => {
      for (const claim of ['name', 'given_name', 'family_name', 'email']) delete payload[claim]
      return undefined
    })
    await createBrowser().launch(lms.launchUrl({ userId: 101 }))
    expect(tool.launches[0]).to.deep.include({ sub: '101', name: {} })
  })
})
