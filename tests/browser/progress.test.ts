import { expect } from 'chai'
import { fakeAdmin, run } from '#tests/unit/http/support/fakes'
import { enter, needsChromium, openStage, type Stage } from './support.ts'

const SOON = 10_000

describe('an import that is followed', function () {
  this.timeout(60_000)
  let stage: Stage
  let looks = 0
  before(async function () {
    needsChromium(this)
    const admin = fakeAdmin({
      readRun: async () => (++looks > 3 ? run : { ...run, status: 'running', progress: looks / 10 }),
    })
    stage = await openStage({ admin })
  })
  after(() => stage?.close())

  it('is said aloud once in fifteen seconds and once more at its end, and takes no focus', async () => {
    const context = await enter(stage, 'administrator', { bypassCsp: true })
    const page = await context.newPage()
    await page.goto(`${stage.site.url}/admin/runs/run-1`)
    await page.evaluate(`
      window.said = []
      new MutationObserver(() => said.push(document.getElementById('live').textContent))
        .observe(document.getElementById('live'), { childList: true })
      document.querySelector('h1').insertAdjacentHTML('beforebegin', '<p id="notice" tabindex="-1">Сказано.</p>')
      document.querySelector('header a').focus()`)
    await page.waitForFunction('!document.querySelector("[data-poll]")', undefined, { timeout: SOON })
    await page.waitForFunction('said.length > 1', undefined, { timeout: SOON })
    const said = (await page.evaluate('said')) as string[]
    expect(said).to.have.length(2)
    expect(said[1]).to.match(/^Готово/)
    expect(await page.evaluate('document.activeElement.closest("header") !== null')).to.equal(true)
    await context.close()
  })
})
