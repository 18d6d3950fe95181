/** A book on paper, as the browser prints it. */
import { expect } from 'chai'
import type { BrowserContext, Page } from 'playwright-core'
import { fakeCredits } from '#tests/unit/http/support/fakes'
import { longBook } from '#tests/unit/http/support/views'
import { enter, needsChromium, openStage, type Stage } from './support.ts'

describe('a book on paper', function () {
  this.timeout(60_000)
  let stage: Stage
  let context: BrowserContext
  let page: Page
  before(async function () {
    needsChromium(this)
    const books = longBook(60)
    stage = await openStage({
      credits: fakeCredits({
        readBooks: async () => ({
          ...books,
          programmes: [...books.programmes, { id: 'p-2', title: 'Другая', mayEnter: true }],
        }),
      }),
    })
    context = await enter(stage, 'learner')
    page = await context.newPage()
    await page.goto(`${stage.site.url}/book`)
    await page.emulateMedia({ media: 'print' })
  })
  after(async () => {
    await context?.close()
    await stage?.close()
  })

  /** What of these is drawn. */
  const drawn = (selector: string): Promise<string[]> =>
    page.evaluate(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].filter(one => one.checkVisibility()).map(one => one.textContent.trim())`,
    )

  it('has no buttons, tabs, filters or links that only a screen can follow', async () => {
    expect(await drawn('button, .button, nav, select, summary, .chips, .tools')).to.deep.equal([])
  })

  it('has the reason of each line that was not counted, without a press', async () => {
    expect(await page.locator('details[open]').count()).to.equal(0)
    const why = await page.locator('details').count()
    expect(why).to.be.greaterThan(5)
    expect(await drawn('details .why')).to.have.length(why)
  })

  it('has the sentence, both pictures, what is planned, and who signed each line', async () => {
    expect(await drawn('.lead')).to.have.length(1)
    expect(await drawn('svg.bar, svg.time')).to.have.length(2)
    expect((await drawn('.status.planned'))[0]).to.include('март')
    expect((await drawn('.prints'))[0]).to.match(/куратор/)
  })

  it('repeats the heads of its table on every page, breaks no line and leaves no heading behind', async () => {
    const styles = await page.evaluate(`(() => {
      const of = selector => getComputedStyle(document.querySelector(selector))
      return [of('h2').breakAfter, of('.lines thead').display, of('.lines tbody tr').breakInside, of('.lines td').borderTopStyle]
    })()`)
    expect(styles).to.deep.equal(['avoid', 'table-header-group', 'avoid', 'solid'])
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).to.be.greaterThan(2)
    expect(pdf, 'A4, landscape').to.match(/\/MediaBox\s*\[0 0 84[12](\.\d+)? 59[45](\.\d+)?\]/)
  })

  it('is black on white, also where the screen is dark', async () => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const colors = await page.evaluate(`(() => {
      const { color, backgroundColor } = getComputedStyle(document.documentElement)
      const fill = getComputedStyle(document.querySelector('svg.bar .counted-fill')).fill
      return [color, backgroundColor, fill]
    })()`)
    expect(colors).to.deep.equal(['rgb(0, 0, 0)', 'rgb(255, 255, 255)', 'rgb(0, 0, 0)'])
  })
})

describe('an act on paper', function () {
  this.timeout(60_000)
  let stage: Stage
  before(async function () {
    needsChromium(this)
    stage = await openStage()
  })
  after(() => stage?.close())

  it('has who took part, and neither fields nor what was just done', async () => {
    const context = await enter(stage, 'curator')
    const page = await context.newPage()
    await page.goto(`${stage.site.url}/acts/act-1`)
    await page.emulateMedia({ media: 'print' })
    const drawn = await page.evaluate(
      `[...document.querySelectorAll('input, button, label, .crumb, #notice, tbody tr')].filter(one => one.checkVisibility()).map(one => one.tagName)`,
    )
    expect(new Set(drawn as string[])).to.deep.equal(new Set(['TR']))
    await context.close()
  })
})

describe('the answer of the check page on paper', function () {
  this.timeout(60_000)
  let stage: Stage
  before(async function () {
    needsChromium(this)
    stage = await openStage()
  })
  after(() => stage?.close())

  it('is one page, upright, without a script or a cookie', async () => {
    const context = await enter(stage, null, { javaScript: false })
    const page = await context.newPage()
    await page.goto(`${stage.site.url}/verify/4K7P-2MNX-9RTA`)
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).to.have.length(1)
    expect([await page.locator('script').count(), await context.cookies()]).to.deep.equal([0, []])
    await context.close()
  })
})
