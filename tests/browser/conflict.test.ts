import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { ConflictError } from '#domain/errors'
import { fakeKeeping, fakeWriting } from '#tests/unit/http/support/keeping'
import { axeReport, enter, type Look, needsChromium, openStage, overflow, type Stage } from './support.ts'

const meanwhile = {
  ...{ byName: 'Белова Ирина Олеговна', at: '2026-11-22T03:04:00.000Z', action: 'corrected', version: 3 },
  differences: [{ field: 'sign', was: 'curator', now: 'head, methodist' }],
}

describe('a form that came second, in a browser', function () {
  this.timeout(60_000)
  let stage: Stage
  const sent: unknown[] = []

  before(async function () {
    needsChromium(this)
    const usual = fakeWriting()
    const save: typeof usual.save = (actor, input) => {
      sent.push(input)
      if (input.after !== meanwhile.version) throw new ConflictError('changed', {}, { meanwhile })
      return usual.save(actor, input)
    }
    stage = await openStage({ keeping: fakeKeeping({ writing: { ...usual, save } }) })
  })
  after(() => stage?.close())

  async function overtaken(look: Look = {}): Promise<Page> {
    const page = await (await enter(stage, 'administrator', { bypassCsp: true, ...look })).newPage()
    await page.goto(`${stage.site.url}/admin/writing/prog-1`)
    await page.locator('#basis').fill('приказ № 7')
    await page.locator('main button.main').click()
    await page.locator('#conflict').waitFor()
    return page
  }

  for (const javaScript of [true, false])
    it(`puts one's own on top in one press, ${javaScript ? 'with' : 'without'} a script`, async () => {
      const page = await overtaken({ javaScript })
      expect(await page.locator('main').innerText()).to.match(/приказ №.7/)
      await page.locator('main button.main').click()
      await page.locator('#notice, .note').first().waitFor()
      expect(new URL(page.url()).pathname).to.match(/\/admin\/writing$/)
      expect(sent.at(-1)).to.include({ basis: 'приказ № 7', after: meanwhile.version })
      await page.context().close()
    })

  it("keeps the other's in one press", async () => {
    const page = await overtaken()
    const before = sent.length
    await page.locator('main a.button').click()
    await page.locator('#basis').waitFor()
    expect([new URL(page.url()).pathname.endsWith('/admin/writing/prog-1'), sent.length]).to.deep.equal([
      true,
      before,
    ])
    await page.context().close()
  })

  it('takes the focus to what happened, is clean for axe, and fits a phone', async () => {
    const faults: string[] = []
    for (const look of [{ width: 1200 }, { width: 320, language: 'en' as const, dark: true }]) {
      const page = await overtaken(look)
      expect(await page.evaluate('document.activeElement.id')).to.equal('conflict')
      faults.push(...(await axeReport(page)).faults)
      if ((await overflow(page)) > 0) faults.push(`sideways at ${look.width}`)
      await page.context().close()
    }
    expect(faults).to.deep.equal([])
  })
})
