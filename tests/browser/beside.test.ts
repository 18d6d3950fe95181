import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { fakeCredits } from '#tests/unit/http/support/fakes'
import { entryOf, queueRow, queueView } from '#tests/unit/http/support/views'
import { axeFaults, enter, needsChromium, openStage, overflow, type Stage } from './support.ts'

const entry = entryOf({ n: 9, title: 'Семинар «Смешанное обучение»', hours: '8', date: '2026-11-15' })
const queue = queueView()
const groups = queue.groups.map(group => ({ ...group, rows: [{ ...queueRow(0), entry }, ...group.rows] }))

describe('evidence in the queue', function () {
  this.timeout(60_000)
  let stage: Stage
  before(async function () {
    needsChromium(this)
    stage = await openStage({ credits: fakeCredits({ listQueue: async () => ({ ...queue, groups }) }) })
  })
  after(() => stage?.close())

  async function open(width: number, javaScript = true): Promise<Page> {
    const page = await (await enter(stage, 'curator', { width, javaScript, bypassCsp: true })).newPage()
    await page.goto(`${stage.site.url}/queue`)
    return page
  }
  const evidence = (page: Page) => page.locator('#row-e9 [data-open]')

  it('opens beside the list where there is room, keeps the ticks, and Escape leads back', async () => {
    const page = await open(1200)
    await page.locator('#pick-e101').uncheck()
    await evidence(page).focus()
    await page.keyboard.press('Enter')
    await page.locator('#beside:focus').waitFor()
    expect(await page.locator('#beside h2').first().innerText()).to.match(/^Запись №/)
    expect(await page.locator('h1').count()).to.equal(1)
    expect(await page.locator('#pick-e101').isChecked()).to.equal(false)
    expect(await axeFaults(page)).to.deep.equal([])
    expect(await overflow(page)).to.equal(0)
    await page.keyboard.press('Escape')
    expect(await page.locator('#beside').isVisible()).to.equal(false)
    expect(await evidence(page).evaluate('document.activeElement.hasAttribute("data-open")')).to.equal(true)
    await page.context().close()
  })

  for (const [what, width, javaScript] of [
    ['on a phone', 360, true],
    ['without script', 1200, false],
  ] as const)
    it(`is a page of its own ${what}`, async () => {
      const page = await open(width, javaScript)
      await evidence(page).click()
      await page.waitForURL(/\/entries\/e9/)
      expect(await page.locator('h1').innerText()).to.match(/^Запись №/)
      await page.context().close()
    })
})
