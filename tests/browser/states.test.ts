/** Pages that are not as usual: nothing there, refused, broken; a form that comes back, and one that was taken. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Role } from '#domain/access/actor'
import { STATES, statesOf } from '#tests/unit/http/support/states'
import { hangingWords, longerWords, sideways, unsettled } from './inspect.ts'
import { axeReport, enter, needsChromium, openStage, type Stage } from './support.ts'

/** Sent as they stand, empty where the page leaves them so. */
const FORMS: readonly (readonly [role: Role, path: string, said: 'errors' | 'notice'])[] = [
  ['learner', '/book/proof', 'errors'],
  ['curator', '/learners/p-kovaleva/entries/e9/reject', 'errors'],
  ['curator', '/acts/new?programme=prog-1', 'errors'],
  ['curator', '/learners/p-kovaleva/records/new?kind=stage', 'notice'],
  ['administrator', '/admin/programmes/new?regulation=tspu', 'errors'],
  ['administrator', '/admin/connections/new/moodle', 'errors'],
  ['issuer', '/register/cert-1/annul', 'errors'],
  ['learner', '/book/shares', 'notice'],
  ['curator', '/queue', 'notice'],
]

/** Light on a phone, dark on a desk. */
async function faultsOf(page: Page, language: 'ru' | 'en'): Promise<string[]> {
  const faults: string[] = []
  for (const [colorScheme, width] of [
    ['dark', 1200],
    ['light', 320],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    const axe = await axeReport(page)
    faults.push(...axe.faults.map(fault => `${colorScheme} ${width}: ${fault}`), ...unsettled(axe.unsure))
  }
  faults.push(...(await sideways(page)))
  if (language === 'ru') faults.push(...(await hangingWords(page)))
  faults.push(...(await longerWords(page)))
  return faults.map(fault => `${language} ${fault}`)
}

describe('a page that is not as usual, in a browser', function () {
  this.timeout(60_000)
  let odd: Stage
  let usual: Stage
  before(async function () {
    needsChromium(this)
    odd = await openStage(statesOf())
    usual = await openStage()
  })
  after(async () => {
    await odd?.close()
    await usual?.close()
  })

  for (const { what, role, path } of STATES)
    it(`is clean for axe, on a phone and in the dark: ${what}`, async () => {
      const found: string[] = []
      for (const language of ['ru', 'en'] as const) {
        const context = await enter(odd, role, { language, bypassCsp: true })
        const page = await context.newPage()
        await page.goto(odd.site.url + path)
        found.push(...(await faultsOf(page, language)))
        await context.close()
      }
      expect(found).to.deep.equal([])
    })

  for (const [role, path, said] of FORMS)
    it(`says first what became of the form, and is clean for axe: ${path}`, async () => {
      const context = await enter(usual, role, { bypassCsp: true })
      const page = await context.newPage()
      await page.goto(usual.site.url + path)
      await page.evaluate('for (const form of document.forms) form.noValidate = true')
      await page.locator('main button.main').first().click({ timeout: 5000 })
      await page.locator(`#${said}:focus`).waitFor({ timeout: 10_000 })
      expect(await page.title()).to.match(said === 'errors' ? /^Ошибка: / : /^(?!Ошибка)/)
      expect(await faultsOf(page, 'ru')).to.deep.equal([])
      await context.close()
    })
})
