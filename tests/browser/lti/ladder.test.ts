import { expect } from 'chai'
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core'
import { launchChromium } from '#tests/support/chromium'
import { needsChromium } from '../support.ts'
import { type Offer, type PlatformPage, startPlatformPage } from './platform-page.ts'
import { startToolSite, type ToolSite } from './tool-site.ts'

/** The LMS is on 127.0.0.1, the tool on localhost: truly cross-site. Third-party cookies are blocked throughout. */
describe('launch in a frame, third-party cookies blocked', function () {
  // A browser on a machine under load may lose a page; a fault of ours does not go away.
  this.retries(2)
  let browser: Browser
  let context: BrowserContext
  let platform: PlatformPage
  let tool: ToolSite
  const address = { url: '' }

  before(async function () {
    needsChromium(this)
    browser = await launchChromium('--headless=new', '--test-third-party-cookie-phaseout')
    platform = await startPlatformPage(address)
    tool = await startToolSite([platform.registration])
    address.url = tool.url
  })
  after(async () => {
    await browser?.close()
    await tool?.close()
    await platform?.close()
  })
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en' })
    tool.cookies = 'partitioned'
    for (const list of [tool.launches, tool.writes, tool.refused]) list.length = 0
    platform.change = {}
  })
  afterEach(() => context.close())

  /** The tool's frame as it stands at each moment: Chromium swaps it when its site changes. */
  async function open(offer: Offer, login?: string): Promise<{ page: Page; frame: FrameLocator }> {
    const page = await context.newPage()
    await page.goto(platform.framed(offer, login))
    return { page, frame: page.frameLocator('iframe[name=tool]') }
  }
  const arrived = (frame: FrameLocator) => frame.getByRole('heading', { name: 'book' }).waitFor()
  const titleOf = (frame: FrameLocator) => frame.locator('title').textContent()
  const rungs = () => tool.launches.map(launch => launch.rung)

  it('really loses an unpartitioned cookie', async () => {
    tool.cookies = 'unknown'
    const { frame } = await open('none')
    await frame.getByRole('link', { name: 'Open in a new tab' }).waitFor()
    expect(tool.refused).to.deep.equal(['lti_cookie_missing'])
  })

  it('is proven by the Partitioned cookie, without a page in between', async () => {
    const { frame } = await open('none')
    await arrived(frame)
    expect([await titleOf(frame), rungs()]).to.deep.equal(['signed in', ['cookie']])
    expect(tool.writes).to.deep.equal(['create', 'consume'])
  })

  it('prefers the cookie where the platform offers storage too', async () => {
    const { frame } = await open('parent')
    await arrived(frame)
    expect(rungs()).to.deep.equal(['cookie'])
  })

  for (const offer of ['parent', 'sibling'] as const) {
    it(`is proven by the platform’s storage (${offer}) when the login’s cookie is lost`, async () => {
      tool.cookies = 'login-lost'
      const { frame } = await open(offer)
      await arrived(frame)
      expect([await titleOf(frame), rungs()]).to.deep.equal(['signed in', ['storage']])
      expect(tool.writes).to.deep.equal(['create', 'hold', 'consume'])
    })
  }

  it('asks for the capabilities of a platform that does not name its frame', async () => {
    tool.cookies = 'login-lost'
    const { frame } = await open('asked', '/lti/login?storage=ask')
    await arrived(frame)
    expect(rungs()).to.deep.equal(['storage'])
  })

  it('goes on by cookie alone after a platform that offers storage and never answers', async () => {
    const { frame } = await open('deaf')
    await arrived(frame)
    expect(rungs()).to.deep.equal(['cookie'])
  })

  it('offers a new tab when a storage that was offered is silent and no cookie comes', async () => {
    tool.cookies = 'unknown'
    const { frame } = await open('deaf')
    await frame.getByRole('link', { name: 'Open in a new tab' }).waitFor()
    expect([tool.refused, tool.launches]).to.deep.equal([['lti_cookie_missing'], []])
  })

  it('opens the session in a tab where the frame keeps no cookie at all', async () => {
    tool.cookies = 'unknown'
    // A browser that does not know Partitioned refuses such a cookie to scripts too.
    await context.addInitScript(`{
      const real = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
      Object.defineProperty(document, 'cookie', { get: () => real.get.call(document),
        set: text => real.set.call(document, text.replace('; Partitioned', '')) }) }`)
    const { frame } = await open('parent')
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      frame.getByRole('button', { name: 'Open in a new tab' }).click(),
    ])
    await tab.waitForURL(`${tool.url}/book`)
    expect([await tab.title(), rungs()]).to.deep.equal(['signed in', ['storage-tab']])
  })

  it('begins again in a new tab where there is neither cookie nor storage', async () => {
    tool.cookies = 'unknown'
    const { frame } = await open('none')
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      frame.getByRole('link', { name: 'Open in a new tab' }).click(),
    ])
    await tab.waitForURL(`${tool.url}/book`)
    expect([await tab.title(), rungs()]).to.deep.equal(['signed in', ['tab']])
  })

  it('does not end a stranger’s launch here: the secret of another login proves nothing', async () => {
    tool.cookies = 'login-lost'
    await context.addInitScript(`addEventListener('message', event => {
      if (event.data && event.data.subject === 'lti.get_data.response') event.data.value = 'stolen'
    }, true)`)
    const { frame } = await open('parent')
    await frame.getByText('lti_browser_mismatch').waitFor()
    expect(tool.launches).to.deep.equal([])
  })

  it('gives its secret to the origin of the platform only', async () => {
    const page = await context.newPage()
    const heard: string[] = []
    await page.exposeFunction('hear', (subject: string) => void heard.push(subject))
    const login = new URL('/lti/login', tool.url)
    const fields = {
      iss: platform.url,
      client_id: 'client-1',
      login_hint: '7',
      lti_storage_target: '_parent',
    }
    for (const [name, value] of Object.entries(fields)) login.searchParams.set(name, value)
    login.searchParams.set('target_link_uri', `${tool.url}/book`)
    // A page of another origin than the platform frames the login and listens.
    const thief = new URL('/thief', platform.url.replace('127.0.0.1', 'localhost'))
    thief.searchParams.set('frame', login.href)
    await page.goto(thief.href)
    // Whatever it was told, the login goes on after the storage was silent.
    await page.waitForRequest(`${tool.url}/lti/launch`)
    expect([heard, tool.writes[0]]).to.deep.equal([[], 'create'])
  })

  it('chooses content in the frame without any cookie after the launch', async () => {
    platform.change = {
      'https://purl.imsglobal.org/spec/lti/claim/message_type': 'LtiDeepLinkingRequest',
      'https://purl.imsglobal.org/spec/lti/claim/roles': [
        'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor',
      ],
      'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': {
        accept_types: ['ltiResourceLink'],
        accept_presentation_document_targets: ['iframe'],
        deep_link_return_url: `${platform.url}/returned`,
      },
    }
    const { page, frame } = await open('none')
    await frame.getByRole('heading', { name: 'What to place in the course' }).waitFor()
    await context.clearCookies()
    await frame.getByLabel(/Digital didactics/).check()
    const [posted] = await Promise.all([
      page.waitForRequest(`${platform.url}/returned`),
      frame.getByRole('button', { name: 'Place', exact: true }).click(),
    ])
    expect(posted.postData()).to.equal('JWT=jwt-of-1')
  })
})
