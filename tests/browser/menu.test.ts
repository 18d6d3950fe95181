import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { axeFaults, enter, needsChromium, openStage, overflow, type Stage } from './support.ts'

const PATHS = { learner: '/book', curator: '/queue', administrator: '/admin/courses' } as const
type Role = keyof typeof PATHS

describe('the sections on a phone', function () {
  this.timeout(60_000)
  let stage: Stage
  before(async function () {
    needsChromium(this)
    stage = await openStage()
  })
  after(() => stage?.close())

  async function open(role: Role, width: number, javaScript = false): Promise<Page> {
    const page = await (await enter(stage, role, { width, javaScript, bypassCsp: true })).newPage()
    await page.goto(stage.site.url + PATHS[role])
    return page
  }
  const opener = (page: Page) => page.getByRole('button', { name: /^Разделы/ })
  const sections = (page: Page) => page.getByRole('navigation', { name: 'Разделы' })
  const heightOfTop = (page: Page) => page.locator('#top').evaluate(top => top.clientHeight)

  for (const width of [320, 360]) {
    it(`take one row at ${width} px: all at once where few, else behind a button`, async () => {
      for (const [role, most] of [
        ['learner', 100],
        ['curator', 60],
        ['administrator', 190],
      ] as const) {
        const page = await open(role, width)
        expect(await heightOfTop(page), role).to.be.below(most)
        expect(await opener(page).isVisible(), role).to.equal(role !== 'learner')
        expect(await sections(page).isVisible(), role).to.equal(role === 'learner')
        await page.context().close()
      }
    })
  }

  it('are opened, walked and closed by keys, without scripts, each large enough to be hit', async () => {
    const page = await open('administrator', 320)
    await opener(page).focus()
    await page.keyboard.press('Enter')
    const links = sections(page).getByRole('link')
    const boxes = await links.evaluateAll(all =>
      all.map(one => [one.getBoundingClientRect().width, one.getBoundingClientRect().height]),
    )
    expect(Math.min(...boxes.flat())).to.be.at.least(24)
    await page.keyboard.press('Tab')
    expect(await links.first().evaluate(link => link === document.activeElement)).to.equal(true)
    await page.keyboard.press('Escape')
    expect(await sections(page).isVisible()).to.equal(false)
    expect(await opener(page).evaluate(button => button === document.activeElement)).to.equal(true)
    await page.keyboard.press('Enter')
    await sections(page).getByRole('link', { name: 'Правила и люди' }).click()
    await page.waitForURL(/\/admin\/programmes$/)
    await page.context().close()
  })

  it('hold to WCAG while they are open, and stay within the window', async () => {
    const page = await open('administrator', 320, true)
    await opener(page).click()
    expect(await axeFaults(page)).to.deep.equal([])
    expect(await overflow(page)).to.equal(0)
    await page.context().close()
  })

  it('stand all at once where there is room', async () => {
    const page = await open('administrator', 1200)
    expect([await opener(page).isVisible(), await sections(page).isVisible()]).to.deep.equal([false, true])
    await page.context().close()
  })
})
