import { expect } from 'chai'
import type { BrowserContext, Page } from 'playwright-core'
import { png } from '#tests/unit/domain/scans/samples'
import { enter, needsChromium, openStage, type Stage } from './support.ts'

const file = { name: 'справка.png', mimeType: 'image/png', buffer: png() }

/** Keys and clicks beside typing, and the fields and choices, as somebody sends a proof of a listed module. */
class Walk {
  actions = 0
  fields = 0
  private readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  async choose(selector: string, value: string): Promise<void> {
    await this.page.locator(selector).selectOption(value)
    this.actions++
    this.fields++
  }

  async type(selector: string, text: string): Promise<void> {
    await this.page.locator(selector).fill(text)
    this.actions++
    this.fields++
  }

  async attach(selector: string): Promise<void> {
    await this.page.locator(selector).setInputFiles(file)
    this.actions++
    this.fields++
  }

  async tick(words: RegExp): Promise<void> {
    await this.page.getByRole('radio', { name: words }).check()
    this.actions++
    this.fields++
  }

  async press(name: RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).click()
    this.actions++
  }
}

describe('a paper proof in a browser', function () {
  this.timeout(60_000)
  let stage: Stage
  let context: BrowserContext
  before(async function () {
    needsChromium(this)
    stage = await openStage()
  })
  after(() => stage?.close())
  afterEach(() => context?.close())

  async function open(javaScript: boolean): Promise<Page> {
    context = await enter(stage, 'learner', { javaScript })
    const page = await context.newPage()
    await page.goto(`${stage.site.url}/book`)
    await page.getByRole('link', { name: 'Добавить подтверждение на бумаге' }).click()
    return page
  }

  for (const javaScript of [true, false]) {
    it(`is sent with at most 8 fields and 12 actions ${javaScript ? 'with' : 'without'} scripts`, async () => {
      const page = await open(javaScript)
      const shown = await page.locator('form[data-upload] :is(input, select):visible').count()
      expect(shown).to.be.at.most(8)
      const walk = new Walk(page)
      await walk.choose('#module', 'm6')
      await walk.type('#date', '2026-02-12')
      await walk.choose('#documentKind', 'справка')
      await walk.type('#documentNumber', '41')
      await walk.attach('#scan')
      await walk.press(/Отправить куратору/)
      await page.waitForURL(/\/proof\/sent\//)
      expect(await page.locator('h1').textContent()).to.equal('Отправлено куратору')
      expect(walk.fields).to.be.at.most(8)
      expect(walk.actions).to.be.at.most(12)
    })
  }

  it('is sent by the keyboard alone: only the file is handed over, as its dialog is the system’s', async () => {
    const page = await open(true)
    await page.locator('#module').focus()
    await page.keyboard.press('ArrowDown')
    for (const id of ['date', 'documentKind', 'documentNumber', 'scan', 'submit']) {
      await tabTo(page, id)
      if (id === 'date') await page.keyboard.type('01012026')
      if (id === 'documentKind') await page.keyboard.press('ArrowDown')
      if (id === 'documentNumber') await page.keyboard.type('41')
      if (id === 'scan') await page.locator('#scan').setInputFiles(file)
    }
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/proof\/sent\//)
    expect(await page.evaluate('document.activeElement.tagName')).to.not.equal('BODY')
  })

  it('is reached by the keyboard alone, in the order of the page', async () => {
    const page = await open(true)
    const order: string[] = []
    await page.locator('#module').focus()
    for (let n = 0; n < 7; n++) {
      order.push(String(await page.evaluate('document.activeElement.id || document.activeElement.tagName')))
      // the three parts of a date are one field
      do await page.keyboard.press('Tab')
      while ((await page.evaluate('document.activeElement.id')) === 'date' && order.at(-1) === 'date')
    }
    expect(order).to.deep.equal([
      'module',
      'SUMMARY',
      'date',
      'documentKind',
      'documentNumber',
      'scan',
      'BUTTON',
    ])
  })

  it('can be cancelled while its file is on the way: that is said, and nothing typed is lost', async () => {
    const page = await open(true)
    await page.route('**/book/proof*', route =>
      route.request().method() === 'POST' ? undefined : route.continue(),
    )
    await page.locator('#documentNumber').fill('41')
    await page.locator('#scan').setInputFiles(file)
    await page.getByRole('button', { name: /Отправить куратору/ }).click()
    await page.getByRole('button', { name: 'Отменить загрузку' }).click()
    await page.locator('p#upload', { hasText: 'Загрузка отменена. Введённое не потеряно.' }).waitFor()
    expect(await page.locator('#documentNumber').inputValue()).to.equal('41')
    expect(await page.getByRole('button', { name: /Отправить куратору/ }).isEnabled()).to.equal(true)
  })

  it('unfolds what a module would have said when the event is not listed', async () => {
    const page = await open(true)
    expect(await page.locator('#title').isVisible()).to.equal(false)
    await page.locator('#module').selectOption('other')
    expect(await page.locator('#title').isVisible()).to.equal(true)
  })

  it('of an event that is not listed is sent by the keyboard alone: the arrows choose its kind by its hours', async () => {
    const page = await open(true)
    await page.locator('#module').focus()
    await page.keyboard.press('End')
    await tabTo(page, 'title')
    await page.keyboard.type('Мастер-класс «Урок с датчиками»')
    await tabTo(page, 'kind')
    await page.keyboard.press('ArrowDown')
    const chosen = page.locator('input[name=kind]:checked')
    expect(await page.evaluate('document.activeElement.checked')).to.equal(true)
    expect(spaced(await chosen.locator('..').textContent())).to.equal('семинар — 8 ч')
    await tabTo(page, 'date')
    await page.keyboard.type('01012026')
    await tabTo(page, 'documentKind')
    await page.keyboard.press('ArrowDown')
    await tabTo(page, 'documentNumber')
    await page.keyboard.type('41')
    await tabTo(page, 'scan')
    await page.locator('#scan').setInputFiles(file)
    await tabTo(page, 'submit')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/proof\/sent\//)
  })

  it('shows each kind with its hours on a phone without scripts, and needs at most 8 fields and 12 actions', async () => {
    const page = await open(false)
    await page.setViewportSize({ width: 320, height: 640 })
    const walk = new Walk(page)
    await walk.choose('#module', 'other')
    await page.locator('details#more > summary').click()
    walk.actions++
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(320)
    await walk.type('#title', 'Мастер-класс «Урок с датчиками»')
    await walk.tick(/мастер-класс — 24 ч/)
    await walk.type('#date', '2026-02-12')
    await walk.choose('#documentKind', 'справка')
    await walk.type('#documentNumber', '41')
    await walk.attach('#scan')
    await walk.press(/Отправить куратору/)
    await page.waitForURL(/\/proof\/sent\//)
    expect([walk.fields, walk.actions]).to.deep.equal([7, 9])
  })

  it('tells with scripts, as without them, what is wrong with a file, and focuses the summary', async () => {
    const page = await open(true)
    await page.locator('#documentNumber').fill('41')
    await page
      .locator('#scan')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('MZ program') })
    await page.getByRole('button', { name: /Отправить куратору/ }).click()
    await page.locator('#errors').waitFor()
    expect(await page.evaluate('document.activeElement.id')).to.equal('errors')
    expect((await page.locator('#scan-error').textContent())?.replaceAll('\u00a0', ' ')).to.include(
      'Это не PDF и не картинка',
    )
    expect(await page.locator('#documentNumber').inputValue()).to.equal('41')
  })
})

const spaced = (text: string | null) => text?.replaceAll('\u00a0', ' ')

/** Tab until the field, or the form's button, has the focus. */
async function tabTo(page: Page, id: string): Promise<void> {
  for (let n = 0; n < 8; n++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate('document.activeElement.id || document.activeElement.type')
    if (at === id) return
  }
  throw new TypeError(`Tab does not lead to ${id}`)
}
