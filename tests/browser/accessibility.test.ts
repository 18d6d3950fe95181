import { expect } from 'chai'
import { PAGES } from '#tests/unit/http/support/pages'
import {
  axeEverywhere,
  faintFields,
  hangingWords,
  longerWords,
  moving,
  sideways,
  smallButtons,
  spacedText,
  stackedTables,
  unsettled,
} from './inspect.ts'
import { enter, needsChromium, openStage, type Stage } from './support.ts'
import { keyboardWalk, orderOfTheEye } from './walk.ts'

/** Drawn by the same components as `/book`. */
const SAME_AS_BOOK = ['/book?show=left', '/learners/p-kovaleva']

describe('every page in a browser', function () {
  this.timeout(60_000)
  let stage: Stage
  before(async function () {
    needsChromium(this)
    stage = await openStage({
      config: {
        publicUrl: 'http://127.0.0.1',
        timeZone: 'Asia/Tomsk',
        version: '0.1.0',
        limits: { verify: 1000 },
      },
    })
  })
  after(() => stage?.close())

  async function open(role: (typeof PAGES)[number][0], path: string, language: 'ru' | 'en') {
    const context = await enter(stage, role, { language, bypassCsp: true })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', error => faults.push(`script: ${error.message}`))
    await page.goto(stage.site.url + path)
    return { context, page, faults }
  }

  for (const [role, path] of PAGES.filter(([, path]) => !SAME_AS_BOOK.includes(path))) {
    it(`is clean for axe in every theme, width and language, and holds wide text: ${path}`, async () => {
      const found: string[] = []
      for (const language of ['ru', 'en'] as const) {
        const { context, page, faults } = await open(role, path, language)
        await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
        const axe = await axeEverywhere(page)
        faults.push(...axe.faults, ...(await sideways(page)), ...(await stackedTables(page)))
        faults.push(...unsettled(axe.unsure))
        faults.push(...(await spacedText(page)), ...(await smallButtons(page)), ...(await moving(page)))
        if (language === 'ru') faults.push(...(await hangingWords(page)))
        else faults.push(...(await faintFields(page)), ...(await orderOfTheEye(page)))
        faults.push(...(await longerWords(page)))
        found.push(...faults.map(fault => `${language} ${fault}`))
        await context.close()
      }
      expect(found).to.deep.equal([])
    })

    it(`is walked by Tab from the top to the end: ${path}`, async () => {
      const { context, page, faults } = await open(role, path, 'ru')
      faults.push(...(await keyboardWalk(page)))
      await context.close()
      expect(faults).to.deep.equal([])
    })
  }

  it('has its dark theme where the system is dark', async () => {
    const context = await enter(stage, 'learner', { dark: true })
    const page = await context.newPage()
    await page.goto(`${stage.site.url}/book`)
    const ground = await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
    expect(ground).to.equal('rgb(20, 24, 29)')
    await context.close()
  })

  it('shows sentence and bar on the first screen of a phone', async () => {
    const context = await enter(stage, 'learner', { width: 360 })
    const page = await context.newPage()
    await page.setViewportSize({ width: 360, height: 640 })
    await page.goto(`${stage.site.url}/book`)
    const box = await page.locator('svg.bar').boundingBox()
    expect((box?.y ?? 999) + 55).to.be.lessThan(640)
    await context.close()
  })

  it('loads nothing foreign, within the budget of bytes and requests', async () => {
    const context = await enter(stage, 'curator')
    const page = await context.newPage()
    const requests: string[] = []
    page.on('request', request => requests.push(request.url()))
    const errors: string[] = []
    page.on('console', message => message.type() === 'error' && errors.push(message.text()))
    await page.goto(`${stage.site.url}/queue`)
    await page.waitForLoadState('networkidle')
    expect(requests.filter(url => !url.startsWith(stage.site.url))).to.deep.equal([])
    expect(requests.length).to.be.at.most(6)
    expect(errors).to.deep.equal([])
    await context.close()
  })
})
