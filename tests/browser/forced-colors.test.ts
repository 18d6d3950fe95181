import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { enter, needsChromium, openStage, type Stage } from './support.ts'

/** Windows' high contrast: the system's few colours replace ours, so differences must not rest on them. */
describe('with forced colours', function () {
  this.timeout(60_000)
  let stage: Stage
  let page: Page
  before(async function () {
    needsChromium(this)
    stage = await openStage()
    page = await (await enter(stage, 'learner')).newPage()
    await page.emulateMedia({ forcedColors: 'active' })
    await page.goto(`${stage.site.url}/book`)
  })
  after(() => stage?.close())

  const styleOf = (selector: string, name: string): Promise<string> =>
    page.evaluate(`getComputedStyle(document.querySelector('${selector}'))['${name}']`)

  it('tells counted from missing by its fill: ink against an empty frame', async () => {
    const counted = await styleOf('.bar .counted-fill', 'fill')
    expect(counted).to.not.equal(await styleOf('.bar .missing-edge', 'fill'))
    expect(await styleOf('.bar .missing-edge', 'fill')).to.equal('none')
    expect(await styleOf('.bar .missing-edge', 'strokeDasharray')).to.not.equal('none')
    expect(await styleOf('.bar .pending-edge', 'fill')).to.include('#stripes')
  })

  it('marks the current section by a line that the others do not have', async () => {
    const current = await styleOf('.top nav a[aria-current]', 'borderBottomColor')
    const others = await styleOf('.top nav a:not([aria-current])', 'borderBottomColor')
    expect(current).to.not.equal(others)
  })

  it('rings the chosen filter, whose ground is gone', async () => {
    expect(await styleOf('.chips a[aria-current]', 'outlineStyle')).to.equal('solid')
    expect(await styleOf('.chips a:not([aria-current])', 'outlineStyle')).to.equal('none')
  })
})
