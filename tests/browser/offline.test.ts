/** The connection goes while somebody fills in a form, or the session does: nothing is lost, and a button sends it again. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { createDrafts } from '#http/session/drafts'
import { createSecretBox } from '#store/secret-box'
import { png } from '#tests/unit/domain/scans/samples'
import { memorySessions } from '#tests/unit/http/support/fakes'
import { memoryDrafts } from '#tests/unit/http/support/memory-drafts'
import { axeFaults, enter, needsChromium, openStage, overflow, type Stage } from './support.ts'

const MORNING = new Date('2026-11-22T03:00:00.000Z')
const EVENING = new Date('2026-11-22T12:00:00.000Z')
const WORDS = {
  ru: {
    unsent: 'Нет связи. Введённое не потеряно, но не отправлено.',
    retry: 'Повторить',
    over: 'введённое сохранено',
  },
  en: { unsent: 'No connection. What you typed is kept but not sent.', retry: 'Retry', over: 'is kept' },
} as const

describe('a form without a connection', function () {
  this.timeout(60_000)
  let stage: Stage
  let now = MORNING
  before(async function () {
    needsChromium(this)
    const sessions = memorySessions()
    const box = createSecretBox('a test key of enough signs', 'form-drafts')
    const drafts = memoryDrafts()
    stage = await openStage({
      sessions,
      now: () => now,
      drafts: createDrafts({ drafts, sessions, box, now: () => now, newId: () => `d-${drafts.all.length}` }),
    })
  })
  beforeEach(() => {
    now = MORNING
  })
  after(() => stage?.close())

  const textOf = async (page: Page, at: string) =>
    (await page.locator(at).first().innerText()).replaceAll('\u00a0', ' ')

  async function openProof(page: Page): Promise<void> {
    await page.goto(`${stage.site.url}/book/proof`)
    await fillProof(page)
  }

  async function sendProof(page: Page): Promise<void> {
    await fillProof(page)
    await page.locator('main form button.main').click()
  }

  async function fillProof(page: Page): Promise<void> {
    await page.locator('#module').selectOption('m6')
    await page.locator('#date').fill('2026-02-12')
    await page.locator('#documentKind').selectOption('справка')
    await page.locator('#documentNumber').fill('41')
    await page.locator('#scan').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png() })
  }

  for (const language of ['ru', 'en'] as const) {
    const said = WORDS[language]

    it(`keeps a paper proof with its file and sends it by the button, in ${language}`, async () => {
      const context = await enter(stage, 'learner', { language, width: 320, bypassCsp: true })
      const page = await context.newPage()
      await openProof(page)
      await context.setOffline(true)
      await page.locator('main form button.main').click()
      await page.locator('#offline').waitFor()
      expect(await textOf(page, '#offline')).to.equal(`${said.unsent} ${said.retry}`)
      expect(await page.evaluate('document.activeElement.id')).to.equal('offline')
      expect(await page.locator('#documentNumber').inputValue()).to.equal('41')
      expect(await axeFaults(page)).to.deep.equal([])
      expect(await overflow(page)).to.equal(0)
      await page.locator('#offline button').click()
      expect(await page.locator('#offline').count(), 'still none').to.equal(1)
      await context.setOffline(false)
      await page.locator('#offline button').press('Enter')
      await page.waitForURL(/\/proof\/sent\//)
      await context.close()
    })

    it(`keeps what is ticked in the queue and confirms it by the button, in ${language}`, async () => {
      const context = await enter(stage, 'curator', { language })
      const page = await context.newPage()
      await page.goto(`${stage.site.url}/queue`)
      await page.locator('#pick-e105').uncheck()
      await context.setOffline(true)
      await page.locator('#confirm-above').click()
      await page.locator('#offline').waitFor()
      expect(await textOf(page, '#offline')).to.include(said.unsent)
      expect(await page.locator('#pick-e105').isChecked()).to.equal(false)
      await context.setOffline(false)
      await page.locator('#offline button').click()
      await page.locator('#notice').waitFor()
      expect(await page.locator('#offline').count()).to.equal(0)
      await context.close()
    })

    it(`keeps a day of the route, and sends it by itself once there is a connection, in ${language}`, async () => {
      const context = await enter(stage, 'learner', { language })
      const page = await context.newPage()
      await page.goto(`${stage.site.url}/routes/route-1`)
      await context.setOffline(true)
      await page.locator('#plannedOn-i2').fill('2027-03-02')
      await page.locator('#saved-i2 button', { hasText: said.retry }).waitFor()
      expect(await textOf(page, '#saved-i2')).to.include(said.unsent)
      await context.setOffline(false)
      await page.locator('#saved-i2', { hasText: /Сохранено|Saved/ }).waitFor()
      expect(await page.locator('#plannedOn-i2').inputValue()).to.equal('2027-03-02')
      await context.close()
    })

    it(`says in the queue, in the route and in a proof that the session is over, and keeps them, in ${language}`, async () => {
      for (const [role, at, press] of [
        ['curator', '/queue', (page: Page) => page.locator('#confirm-above').click()],
        ['learner', '/routes/route-1', (page: Page) => page.locator('#plannedOn-i2').fill('2027-03-02')],
        ['learner', '/book/proof', sendProof],
      ] as const) {
        now = MORNING
        const context = await enter(stage, role, { language })
        const page = await context.newPage()
        await page.goto(stage.site.url + at)
        now = EVENING
        await press(page)
        await page.locator('h1', { hasText: said.over }).waitFor()
        expect(await page.evaluate('document.activeElement !== document.body'), at).to.equal(true)
        await context.close()
      }
    })
  }

  it('keeps a plain form, which would give way to a page of the browser', async () => {
    const context = await enter(stage, 'administrator')
    const page = await context.newPage()
    await page.goto(`${stage.site.url}/admin/connections/new/portal`)
    await page.locator('#title').fill('Сайт лицея')
    await context.setOffline(true)
    await page.locator('main form button.main').click()
    await page.locator('#offline').waitFor()
    expect(await page.locator('#title').inputValue()).to.equal('Сайт лицея')
    await context.setOffline(false)
    await page.locator('#offline button').click()
    await page.waitForURL(/\/upload$/)
    await context.close()
  })

  it('leaves what was typed where a proxy answers in place of the tool', async () => {
    const context = await enter(stage, 'learner')
    const page = await context.newPage()
    await openProof(page)
    await page.route(/proof/, route =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' })
        : route.fallback(),
    )
    await page.locator('main form button.main').click()
    await page.locator('#offline').waitFor()
    expect(await page.locator('#documentNumber').inputValue()).to.equal('41')
    await page.unroute(/proof/)
    await page.locator('#offline button').click()
    await page.waitForURL(/\/proof\/sent\//)
    await context.close()
  })
})
