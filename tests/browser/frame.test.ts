import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { Router } from 'express'
import type { Page } from 'playwright-core'
import type { ConnectionSetup } from '#administration/connection-setup'
import type { SessionSeed } from '#http/session/issue-session'
import { issueSession } from '#http/session/issue-session'
import { fakeDeps } from '#tests/unit/http/support/fakes'
import { checkReport, fakeSetup } from '#tests/unit/http/support/setup'
import { needsChromium, openStage, type Stage } from './support.ts'

const seed: SessionSeed = {
  personId: 'p-1',
  name: 'Орлова Мария Ильинична',
  roles: ['curator'],
  deployment: 'd',
  language: 'ru',
  platformOrigin: 'http://127.0.0.1',
}

const ROLES = ['learner', 'administrator'] as const

/** Closes with the sockets that a browser keeps open. */
function shut(server: Server | undefined): void {
  server?.closeAllConnections()
  server?.close()
}

/**
 * A course page; `sandbox`: what its frame is allowed, as Canvas has it; `window`: the height that it tells. With `offer` it answers what it supports and follows the heights that it is told. With `text` it knows
 * messages as JSON text alone, as old Sakai does; with `old` only by their older names. `heard`: what it understood; `raw`: all that came.
 */
const lmsPage = (tool: string, query: URLSearchParams): string =>
  `<!doctype html><title>LMS</title><div style="height: 300px"></div>
   <iframe name="tool" width="${query.get('width') ?? 900}" height="600" ${query.has('sandbox') ? `sandbox="${SANDBOX}"` : ''}></iframe>
   <form method="post" target="tool" action="${tool}/lti/launch?role=${query.get('role') ?? ''}"></form>
   <script>
     const offered = ${JSON.stringify((query.get('offer') ?? '').split(',').filter(Boolean))}
     const form = ${query.has('text') ? "'string'" : "'object'"}
     const prefix = '${query.has('old') ? 'org.imsglobal.' : ''}'
     window.heard = []
     window.raw = []
     addEventListener('message', event => {
       raw.push(event.data)
       if (typeof event.data !== form) return
       const message = form === 'string' ? JSON.parse(event.data) : { ...event.data }
       if (message.subject.startsWith(prefix) === false) return
       message.subject = message.subject.slice(prefix.length)
       const answer = said =>
         event.source.postMessage(form === 'string' ? JSON.stringify(said) : said, event.origin)
       heard.push(message)
       const frame = document.querySelector('iframe')
       if (message.subject === 'lti.frameResize') frame.height = message.height
       if (message.subject === 'lti.scrollToTop') scrollTo(0, 0)
       if (message.subject === 'lti.fetchWindowSize')
         answer({ subject: prefix + 'lti.fetchWindowSize.response', height: ${query.get('window') ?? 777.5}, width: 1200, footer: 20 })
       if (message.subject === 'lti.capabilities' && offered.length)
         answer({
           subject: prefix + 'lti.capabilities.response',
           message_id: message.message_id,
           supported_messages: offered.map(subject => ({ subject: prefix + subject })),
         })
     })
     document.forms[0].submit()
   </script>`

/** No `allow-modals`, no `allow-downloads`. */
const SANDBOX = 'allow-forms allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox'

/** Two placements of the tool in one page of a course, opened by two people's launches. */
const twoFrames = (tool: string): string =>
  `<!doctype html><title>LMS</title>${['curator', 'learner']
    .map(
      role => `<iframe name="${role}" width="900" height="500"></iframe>
        <form method="post" target="${role}" action="${tool}/lti/launch?role=${role}"></form>`,
    )
    .join('')}<script>for (const form of document.forms) form.submit()</script>`

let answerRest = () => {}
/** A source that waits after its first answer. */
const slowly: ConnectionSetup['check'] = async (_actor, _id, options) => {
  const [first, ...rest] = checkReport.findings
  if (first) options?.onFinding?.(first)
  await new Promise<void>(resolve => {
    answerRest = resolve
  })
  for (const finding of rest) options?.onFinding?.(finding)
  return checkReport
}

/** An LMS page on 127.0.0.1 with the tool on localhost in a frame: cross-site, third-party cookies only partitioned. */
describe('inside the frame of an LMS', function () {
  this.timeout(60_000)
  let stage: Stage
  let lms: Server
  let lmsUrl: string
  let tool: string

  before(async function () {
    needsChromium(this)
    const deps = fakeDeps({ setup: fakeSetup({ check: slowly }) })
    const ltiRouter = Router()
    ltiRouter.post('/launch', async (req, res) => {
      const role = ROLES.find(each => each === req.query.role)
      const roles = role ? [role] : seed.roles
      const { redirectTo, setCookies } = await issueSession(deps)({
        ...seed,
        roles,
        platformOrigin: lmsUrl,
      })
      for (const cookie of setCookies) res.append('Set-Cookie', cookie)
      res.redirect(302, redirectTo)
    })
    lms = createServer((req, res) => {
      res.setHeader('Content-Type', 'text/html; charset=utf-8')
      const { pathname, searchParams } = new URL(req.url ?? '/', 'http://lms')
      res.end(pathname === '/two' ? twoFrames(tool) : lmsPage(tool, searchParams))
    }).listen(0, '127.0.0.1')
    await once(lms, 'listening')
    lmsUrl = `http://127.0.0.1:${(lms.address() as AddressInfo).port}`
    const platform = { issuer: lmsUrl, authUrl: `${lmsUrl}/auth`, active: true }
    stage = await openStage({ ...deps, ltiRouter, platforms: { all: async () => [platform as never] } })
    tool = stage.site.url.replace('127.0.0.1', 'localhost')
  })
  after(async () => {
    await stage?.close()
    shut(lms)
  })

  it('opens, keeps its session over links and forms, and stays light', async () => {
    const page = await (await stage.browser.newContext({ colorScheme: 'dark', locale: 'ru' })).newPage()
    await page.goto(lmsUrl)
    const frame = page.frameLocator('iframe')
    await frame.getByRole('heading', { name: /Ждут подтверждения/ }).waitFor()
    expect(await frame.locator('html').getAttribute('data-theme')).to.equal('light')
    await frame.locator('#confirm-above').click()
    await frame.locator('#notice').waitFor()
    await frame.getByRole('link', { name: 'Слушатели' }).click()
    await frame.getByRole('heading', { name: 'Слушатели' }).waitFor()
    await frame.getByRole('button', { name: 'English' }).click()
    await frame.getByRole('heading', { name: 'Learners' }).waitFor()
    await page.context().close()
  })

  it('keeps two frames of one page apart: whoever launched each, its links, forms and new tabs', async () => {
    const context = await stage.browser.newContext({ locale: 'ru' })
    const page = await context.newPage()
    await page.goto(`${lmsUrl}/two`)
    const [curator, learner] = [page.frameLocator('[name=curator]'), page.frameLocator('[name=learner]')]
    await curator.getByRole('heading', { name: /Ждут подтверждения/ }).waitFor()
    await learner.getByRole('heading', { name: 'Зачётная книжка' }).waitFor()
    await learner.getByRole('button', { name: 'English' }).click()
    await learner.getByRole('heading', { name: 'Credit book' }).waitFor()
    await curator.locator('#confirm-above').click()
    await curator.locator('#notice').waitFor()
    await curator.getByRole('link', { name: 'Слушатели' }).click()
    await curator.getByRole('heading', { name: 'Слушатели' }).waitFor()
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      learner.getByRole('button', { name: 'Open in a new tab' }).click(),
    ])
    await tab.getByRole('heading', { name: 'Credit book' }).waitFor()
    await context.close()
  })

  it('works in a sandbox without boxes and downloads: confirm, undo, reject', async () => {
    const context = await stage.browser.newContext({ locale: 'ru' })
    const page = await context.newPage()
    const refused: string[] = []
    page.on(
      'console',
      message => /blocked|ignored call/i.test(message.text()) && refused.push(message.text()),
    )
    await page.goto(`${lmsUrl}/?sandbox`)
    const frame = page.frameLocator('iframe')
    await frame.locator('#confirm-above').click()
    await frame.locator('#undo-button').click()
    await frame.getByText('Решение отменено').waitFor()
    await frame.locator('#reject-above').click()
    await frame.locator('#reason').fill('Нет документа')
    await frame.locator('#reason').press('Enter')
    await frame.getByText('увидит причину').waitFor()
    expect(await frame.locator('[data-print]').count(), 'a frame may not print').to.equal(0)
    expect(refused).to.deep.equal([])
    await context.close()
  })

  it('shows the answers of a source one by one, as out of the frame', async () => {
    const page = await (await stage.browser.newContext({ locale: 'ru' })).newPage()
    await page.goto(`${lmsUrl}/?role=administrator&offer=lti.frameResize`)
    const frame = page.frameLocator('iframe')
    await frame.locator('#main').waitFor()
    await frame.locator('html').evaluate('location.href += "/connections/c2/setup/check"')
    await frame.locator('#finding-1').waitFor()
    expect(await frame.locator('#notice').count(), 'it is still asked').to.equal(0)
    answerRest()
    await frame.locator('#notice').waitFor()
    expect(await frame.locator('main .cards > li').count()).to.equal(checkReport.findings.length)
    await page.context().close()
  })

  const heardBy = (page: Page): Promise<{ subject: string; height?: number }[]> =>
    page.evaluate('window.heard')

  it('tells its height where the LMS offers to follow it: a whole number, thrice a load at most', async () => {
    const page = await (await stage.browser.newContext({ locale: 'ru' })).newPage()
    await page.goto(`${lmsUrl}/?role=learner&width=400&offer=lti.frameResize,lti.scrollToTop`)
    const frame = page.frameLocator('iframe')
    await frame.locator('#main').waitFor()
    await page.waitForFunction('heard.some(one => one.subject === "lti.frameResize")')
    await page.waitForTimeout(600)
    const heights = (await heardBy(page))
      .filter(one => one.subject === 'lti.frameResize')
      .map(one => one.height)
    expect(heights.length).to.be.within(1, 3)
    expect(heights.every(Number.isInteger)).to.equal(true)
    const inner = await frame.locator('#main').evaluate(main => main.getBoundingClientRect().bottom)
    expect(heights.at(-1)).to.be.within(inner, inner + 64)
    expect(
      await frame.locator('html').evaluate('document.documentElement.scrollHeight - innerHeight'),
    ).to.equal(0)
    expect(
      (await heardBy(page)).some(one => one.subject === 'lti.scrollToTop'),
      'after the launch',
    ).to.equal(false)
    await page.evaluate('window.heard.length = 0, scrollTo(0, 9999)')
    await frame.getByRole('link', { name: 'Как посчитано' }).click()
    await frame.getByRole('heading', { name: 'Как посчитано' }).waitFor()
    await page.waitForFunction('scrollY === 0')
    await page.context().close()
  })

  it('asks in every form and stays silent where the LMS does not answer, or answers without it', async () => {
    for (const [offer, forms] of [
      ['', ['lti.capabilities', 'text lti.capabilities', 'org.imsglobal.lti.capabilities']],
      ['lti.fetchWindowSize', ['lti.capabilities']],
    ] as const) {
      const page = await (await stage.browser.newContext({ locale: 'ru' })).newPage()
      await page.goto(`${lmsUrl}/?role=learner&offer=${offer}`)
      await page.frameLocator('iframe').locator('#main').waitFor()
      await page.waitForFunction('heard.length > 0')
      await page.waitForTimeout(1200)
      const asked = 'raw.map(one => one.subject ?? "text " + JSON.parse(one).subject)'
      expect(await page.evaluate(asked)).to.deep.equal(forms)
      await page.context().close()
    }
  })

  it('speaks JSON text to an LMS that answers in it', async () => {
    const page = await (await stage.browser.newContext({ locale: 'ru' })).newPage()
    await page.goto(`${lmsUrl}/?text&role=learner&width=400&offer=lti.frameResize,lti.scrollToTop`)
    const frame = page.frameLocator('iframe')
    await frame.locator('#main').waitFor()
    await page.waitForFunction('heard.some(one => one.subject === "lti.frameResize")')
    await page.waitForTimeout(300)
    const heights = (await heardBy(page)).filter(one => one.subject === 'lti.frameResize')
    expect(heights.length).to.be.within(1, 3)
    expect(heights.every(({ height }) => Number.isInteger(height))).to.equal(true)
    const objects = await page.evaluate('raw.filter(one => typeof one === "object").map(one => one.subject)')
    expect(objects, 'questions alone are objects').to.deep.equal([
      'lti.capabilities',
      'org.imsglobal.lti.capabilities',
    ])
    await page.context().close()
  })

  it('says in the diagnosis whether the LMS answers, in whichever form', async () => {
    for (const [query, words] of [
      ['offer=lti.frameResize', 'LMS отвечает'],
      ['text&offer=lti.frameResize', 'LMS отвечает'],
      ['', 'LMS не отвечает'],
    ] as const) {
      const page = await (await stage.browser.newContext({ locale: 'ru' })).newPage()
      await page.goto(`${lmsUrl}/?role=administrator&${query}`)
      const frame = page.frameLocator('iframe')
      await frame.locator('#main').waitFor()
      await frame.locator('html').evaluate('location.href += "/diagnosis"')
      await frame.locator('#seen-height', { hasText: words }).waitFor()
      await page.context().close()
    }
  })

  it('calls messages by the older names where the LMS does', async () => {
    const page = await (await stage.browser.newContext({ locale: 'ru' })).newPage()
    await page.goto(`${lmsUrl}/?old&offer=lti.frameResize,lti.fetchWindowSize`)
    await page.waitForFunction('heard.some(one => one.subject === "lti.frameResize")')
    const heights = (await heardBy(page)).filter(one => one.subject === 'lti.frameResize')
    expect(heights.map(one => one.height)).to.deep.equal([757])
    await page.context().close()
  })

  it('fits the queue into the window of an LMS that speaks JSON text', async () => {
    const page = await (await stage.browser.newContext({ locale: 'ru' })).newPage()
    await page.goto(`${lmsUrl}/?text&offer=lti.frameResize,lti.fetchWindowSize`)
    await page.waitForFunction('heard.some(one => one.subject === "lti.frameResize")')
    const heights = (await heardBy(page)).filter(one => one.subject === 'lti.frameResize')
    expect(heights.map(one => one.height)).to.deep.equal([757])
    await page.context().close()
  })

  it('tells nobody where it stands: no address of a page goes out, and its forms hold all the same', async () => {
    const page = await (await stage.browser.newContext({ locale: 'ru' })).newPage()
    const referrers: string[] = []
    page.on('request', request => {
      const { referer } = request.headers()
      if (referer?.includes('/~')) referrers.push(referer)
    })
    await page.goto(lmsUrl)
    const frame = page.frameLocator('iframe')
    await frame.locator('#confirm-above').click()
    await frame.locator('#notice').waitFor()
    await frame.getByRole('button', { name: 'English' }).click()
    await frame.getByRole('link', { name: 'Learners' }).click()
    await frame.getByRole('heading', { name: 'Learners' }).waitFor()
    expect(await frame.locator('html').evaluate('document.referrer')).to.equal('')
    expect(referrers).to.deep.equal([])
    await page.context().close()
  })

  it('fits the queue into the window that the LMS tells', async () => {
    const page = await (await stage.browser.newContext({ locale: 'ru' })).newPage()
    await page.goto(`${lmsUrl}/?offer=lti.frameResize,lti.fetchWindowSize`)
    await page.waitForFunction('heard.some(one => one.subject === "lti.frameResize")')
    await page.waitForTimeout(300)
    const heights = (await heardBy(page)).filter(one => one.subject === 'lti.frameResize')
    expect(heights.map(one => one.height)).to.deep.equal([757])
    await page.context().close()
  })

  it('asks for no window lower than an LMS gives', async () => {
    const page = await (await stage.browser.newContext({ locale: 'ru' })).newPage()
    await page.goto(`${lmsUrl}/?window=320&offer=lti.frameResize,lti.fetchWindowSize`)
    await page.waitForFunction('heard.some(one => one.subject === "lti.frameResize")')
    const heights = (await heardBy(page)).filter(one => one.subject === 'lti.frameResize')
    expect(heights.map(one => one.height)).to.deep.equal([450])
    await page.context().close()
  })

  it('has the LMS warn whoever leaves a form half filled in, until it is sent or left by a link', async () => {
    const page = await (await stage.browser.newContext({ locale: 'ru' })).newPage()
    await page.goto(`${lmsUrl}/?offer=lti.setUnloadMessage`)
    const frame = page.frameLocator('iframe')
    await frame.locator('#pick-e100').uncheck()
    await page.waitForFunction('heard.some(one => one.subject === "lti.setUnloadMessage" && one.message)')
    await frame.locator('#confirm-above').click()
    const removed = (times: number) =>
      page.waitForFunction(
        `heard.filter(one => one.subject === 'lti.removeUnloadMessage').length === ${times}`,
      )
    await removed(1)
    await frame.locator('#pick-e101').uncheck()
    await page.waitForFunction('heard.at(-1).subject === "lti.setUnloadMessage"')
    await frame.getByRole('link', { name: 'Слушатели' }).click()
    await removed(2)
    await page.context().close()
  })

  for (const sandbox of ['', '&sandbox'])
    it(`gives a file in a new tab, which the frame’s cookie does not reach${sandbox && ', out of a sandbox'}`, async () => {
      const context = await stage.browser.newContext({ locale: 'ru' })
      const page = await context.newPage()
      const answered: { path: string; status: number }[] = []
      context.on('response', answer =>
        answered.push({ path: new URL(answer.url()).pathname, status: answer.status() }),
      )
      await page.goto(`${lmsUrl}/?role=learner${sandbox}`)
      const popup = page.waitForEvent('popup')
      await page.frameLocator('iframe').getByRole('button', { name: /PDF/ }).first().click()
      await popup
      for (let i = 0; i < 50 && !answered.some(one => one.path.endsWith('/book.pdf')); i++)
        await page.waitForTimeout(100)
      expect(answered.find(one => one.path.endsWith('/book.pdf'))?.status).to.equal(200)
      await context.close()
    })

  it('copies an address although the frame may not write to the clipboard', async () => {
    const context = await stage.browser.newContext({ locale: 'ru' })
    const page = await context.newPage()
    await page.goto(`${lmsUrl}/?role=administrator`)
    const frame = page.frameLocator('iframe')
    await frame.getByRole('link', { name: 'LMS', exact: true }).click()
    const button = frame.locator('[data-copy]').first()
    const copied = await frame.locator(`#${await button.getAttribute('data-copy')}`).inputValue()
    await button.click()
    await frame.locator('#live', { hasText: 'Скопировано' }).waitFor({ state: 'attached' })
    expect(await frame.locator('.copied').innerText(), 'those who see are told as well').to.match(
      /^Скопировано/,
    )
    const field = frame.locator('main input:not([readonly]):not([type=hidden]):visible').first()
    await field.fill('')
    await field.press('Control+V')
    expect(await field.inputValue()).to.equal(copied)
    await context.close()
  })

  it('keeps its own scroll for the queue', async () => {
    const page = await (await stage.browser.newContext({ locale: 'ru' })).newPage()
    await page.goto(`${lmsUrl}/?offer=lti.frameResize`)
    await page.frameLocator('iframe').locator('#queue').waitFor()
    await page.waitForTimeout(300)
    expect((await heardBy(page)).map(one => one.subject)).to.deep.equal(['lti.capabilities'])
    await page.context().close()
  })

  it('opens in a new tab, where the cookie of the frame does not reach', async () => {
    const context = await stage.browser.newContext({ locale: 'ru' })
    const page = await context.newPage()
    await page.goto(lmsUrl)
    const button = page.frameLocator('iframe').getByRole('button', { name: 'Открыть в новой вкладке' })
    await button.waitFor()
    const [tab] = await Promise.all([context.waitForEvent('page'), button.click()])
    await tab.getByRole('heading', { name: /Ждут подтверждения/ }).waitFor()
    expect(new URL(tab.url()).pathname).to.match(/^\/~[a-z0-9]+\/queue$/)
    await context.close()
  })

  it('is refused by the browser in a frame of anybody else', async () => {
    const other = createServer((_req, res) => {
      res.setHeader('Content-Type', 'text/html')
      res.end(`<!doctype html><iframe src="${tool}/verify"></iframe>`)
    }).listen(0, '127.0.0.1')
    await once(other, 'listening')
    const page = await (await stage.browser.newContext()).newPage()
    const errors: string[] = []
    page.on('console', message => errors.push(message.text()))
    await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}`)
    expect(await page.frameLocator('iframe').locator('#code').count()).to.equal(0)
    expect(errors.join(' ')).to.include('frame-ancestors')
    await page.context().close()
    shut(other)
  })
})
