import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { enter, needsChromium, openStage, type Stage } from './support.ts'

const plain = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim()

describe('reading tasks end the same with and without scripts', function () {
  this.timeout(60_000)
  let stage: Stage
  before(async function () {
    needsChromium(this)
    stage = await openStage()
  })
  after(() => stage?.close())

  async function open(path: string, javaScript: boolean, role: 'learner' | null): Promise<Page> {
    const page = await (await enter(stage, role, { javaScript })).newPage()
    await page.goto(stage.site.url + path)
    return page
  }
  const text = async (page: Page, at = 'main') => plain(await page.locator(at).first().innerText())

  for (const javaScript of [true, false]) {
    const how = javaScript ? 'with scripts' : 'without scripts'

    it(`a learner learns in one click why a line does not count, ${how}`, async () => {
      const page = await open('/book', javaScript, 'learner')
      await page.locator('#why-e8 summary').click()
      expect(await page.locator('#why-e8').getAttribute('open')).to.equal('')
      expect(await text(page, '#why-e8')).to.include('Что можно сделать')
      await page.context().close()
    })

    it(`a learner goes from the sum to its lines and to how it was counted, ${how}`, async () => {
      const page = await open('/book', javaScript, 'learner')
      await page.locator('#show-left').click()
      await page.waitForURL(/show=left/)
      const left = await page.locator('tr[id^="entry-"]').count()
      expect(left).to.equal(2)
      await page.getByRole('link', { name: 'Как посчитано' }).click()
      await page.getByRole('heading', { name: 'Как посчитано' }).waitFor()
      expect(await text(page)).to.include('84')
      await page.getByRole('link', { name: 'К книжке' }).click()
      expect(await text(page, 'h1')).to.equal('Зачётная книжка')
      await page.context().close()
    })

    it(`anybody checks a code typed with spaces, dashes and Cyrillic twins, ${how}`, async () => {
      const page = await open('/verify', javaScript, null)
      await page.locator('#code').fill('4к7р 2мnх-9rта')
      await page.locator('#code').press('Enter')
      await page.getByText('Документ подлинный и действует').waitFor()
      expect(await text(page))
        .to.include('Сверьте с бумагой')
        .and.include('0101')
      await page.context().close()
    })

    it(`anybody is told what to do about a code that nobody gave, ${how}`, async () => {
      const page = await open('/verify', javaScript, null)
      await page.locator('#code').fill('AAAA-BBBB-CCCC')
      await page.locator('#code').press('Enter')
      await page.getByRole('heading', { name: /Документа с таким кодом нет/ }).waitFor()
      expect(await page.title()).to.match(/^(Ошибка: )?Документа с таким кодом нет/)
      await page.context().close()
    })
  }
})
