import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { fakeMatching } from '#tests/unit/http/support/matching'
import { enter, needsChromium, openStage, type Stage } from './support.ts'

const plain = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim()

describe('«Кто это?» in a browser', function () {
  this.timeout(60_000)
  let stage: Stage
  const undone: string[] = []
  before(async function () {
    needsChromium(this)
    stage = await openStage({
      matching: fakeMatching({
        undo: async (_actor, decisionId) => {
          undone.push(decisionId)
          return { withdrawn: 3, kind: decisionId === 'd-3' ? 'set-aside' : 'linked' }
        },
      }),
    })
  })
  after(() => stage?.close())

  async function said(page: Page): Promise<string> {
    const notice = page.locator('#notice')
    await notice.waitFor()
    return plain(await notice.innerText())
  }

  for (const javaScript of [true, false])
    it(`ends the same ${javaScript ? 'with' : 'without'} scripts: this one, another, a new one, not ours, and undo`, async () => {
      const page = await (await enter(stage, 'curator', { javaScript })).newPage()
      const here = `${stage.site.url}/matching`
      const card = page.locator('article').first()
      await page.goto(here)
      await card.getByRole('button', { name: 'Это Баранов Игорь' }).click()
      expect(await said(page)).to.equal('Связано, 3 записи перешли в очередь. Отменить')
      if (javaScript) expect(await page.evaluate('document.activeElement.id')).to.equal('notice')
      await page.locator('#notice button').click()
      await page.getByText('Связь отменена').waitFor()
      await card.getByRole('button', { name: 'Не наш' }).click()
      expect(await said(page)).to.equal('Отложено: «Не наш». Отменить')
      await page.locator('#notice button').click()
      await page.getByText('Отложенное снова ждёт решения').waitFor()
      await card.getByRole('link', { name: 'Найти другого' }).click()
      await page.locator('#family').fill('Бар')
      await page.locator('#family').press('Enter')
      await page.getByRole('heading', { name: 'Нашлись' }).waitFor()
      await page.getByRole('link', { name: 'Новый слушатель' }).click()
      await page.getByRole('button', { name: 'Зачислить' }).click()
      await page.locator('#errors').waitFor()
      expect(await page.locator('#familyName').inputValue(), 'nothing is lost').to.equal('Баранов')
      expect(await page.locator('#programme').inputValue(), 'there is but one').to.equal('prog-1')
      await page.locator('#enrolledOn').fill('2026-09-01')
      await page.getByRole('button', { name: 'Зачислить' }).click()
      expect(await said(page)).to.match(/^Связано, 3 записи/)
      expect(undone.splice(0)).to.deep.equal(['d-1', 'd-3'])
      await page.context().close()
    })
})
