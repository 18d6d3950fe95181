import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { BatchResult } from '#credits/contract'
import { batch, fakeCredits } from '#tests/unit/http/support/fakes'
import { enter, type Look, needsChromium, openStage, type Stage } from './support.ts'

describe("the curator's task in a browser", function () {
  this.timeout(60_000)
  let stage: Stage
  const confirmed: string[][] = []
  const rejected: { entryIds: string[]; reason: string }[] = []
  const undone: string[] = []
  const note = async (list: string[][], entryIds: string[]): Promise<BatchResult> => {
    list.push(entryIds)
    return batch(entryIds)
  }

  before(async function () {
    needsChromium(this)
    stage = await openStage({
      credits: fakeCredits({
        confirmEntries: (_actor, { entryIds }) => note(confirmed, entryIds),
        rejectEntries: async (_actor, input) => {
          rejected.push(input)
          return batch(input.entryIds)
        },
        undoBatch: async (_actor, { batchId }) => {
          undone.push(batchId)
          return batch(['e100'])
        },
      }),
    })
  })
  after(() => stage?.close())
  beforeEach(() => {
    for (const list of [confirmed, rejected, undone]) list.length = 0
  })

  async function queue(look: Look = {}): Promise<Page> {
    const page = await (await enter(stage, 'curator', look)).newPage()
    await page.goto(`${stage.site.url}/queue`)
    return page
  }

  it('keeps the number in the buttons while boxes are ticked, a whole group at once', async () => {
    const page = await queue()
    const button = page.locator('#confirm-above')
    expect(await button.innerText()).to.match(/Подтвердить 4.записи/)
    await page.locator('#pick-e100').uncheck()
    expect(await button.innerText()).to.match(/Подтвердить 3.записи/)
    expect(
      await page
        .locator('[data-group-pick]')
        .evaluate(box => (box as unknown as { indeterminate: boolean }).indeterminate),
    ).to.equal(true)
    await page.locator('[data-clear]').first().click()
    expect(await button.isDisabled()).to.equal(true)
    await page.locator('#group-0').click()
    expect(await page.locator('#confirm-below').innerText()).to.match(/Подтвердить 4.записи/)
    expect(await page.locator('#pick-e102').isChecked()).to.equal(false)
    await page.locator('#group-0').click()
    expect(await page.locator('#pick-e100').isChecked()).to.equal(false)
    await page.context().close()
  })

  it('is done from the keyboard alone, keys matched by their place', async () => {
    const page = await queue()
    await page.locator('#pick-e100').focus()
    await page.keyboard.press('KeyJ')
    expect(await page.evaluate('document.activeElement.id')).to.equal('pick-e101')
    await page.keyboard.press('KeyX')
    expect(await page.locator('#pick-e101').isChecked()).to.equal(false)
    await page.keyboard.press('KeyJ')
    await page.keyboard.press('Enter')
    expect(await page.locator('#compare-e102').getAttribute('open')).to.equal('')
    await page.keyboard.press('KeyA')
    await page.locator('#notice').waitFor()
    expect(confirmed).to.deep.equal([['e100', 'e103', 'e105']])
    await page.locator('#notice:focus').waitFor()
    await page.keyboard.press('KeyZ')
    await page.locator('#undo').waitFor({ state: 'detached' })
    expect(undone).to.deep.equal(['batch-1'])
    await page.context().close()
  })

  it('leaves the keys alone once they are switched off, also on the next page, until they are on again', async () => {
    const page = await queue()
    const isTaken = async () => {
      const before = await page.locator('#pick-e100').isChecked()
      await page.locator('#pick-e100').focus()
      await page.keyboard.press('KeyX')
      return (await page.locator('#pick-e100').isChecked()) !== before
    }
    const switchKeys = async () => {
      const saved = page.waitForResponse(/session\/keys/)
      await page.locator('[data-keys]').click()
      await saved
    }
    await switchKeys()
    const seen = [await isTaken()]
    await page.reload()
    expect(await page.locator('[data-keys]').innerText()).to.equal('Включить клавиши')
    seen.push(await isTaken())
    await switchKeys()
    seen.push(await isTaken())
    expect(seen).to.deep.equal([false, false, true])
    await page.context().close()
  })

  it('takes keys from wherever the focus is in the list, of any layout, and from nowhere else', async () => {
    const page = await queue()
    const focused = () => page.evaluate('document.activeElement.id')
    await page.locator('#compare-e102 summary').focus()
    await page.keyboard.press('KeyJ')
    expect(await focused()).to.equal('pick-e103')
    await page.locator('#compare-e102 summary').focus()
    await page.keyboard.press('KeyK')
    expect(await focused()).to.equal('pick-e102')
    await page.locator('#pick-e103').focus()
    await page.evaluate(
      `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ч', code: 'KeyX', bubbles: true }))`,
    )
    expect(await page.locator('#pick-e103').isChecked()).to.equal(false)
    await page.locator('#pick-e105').focus()
    await page.keyboard.press('Shift+KeyX')
    expect(await page.locator('#pick-e104').isChecked(), 'a remark is ticked by itself alone').to.equal(false)
    expect(await page.locator('#pick-e105').isChecked()).to.equal(false)
    await page.keyboard.press('?')
    expect(await page.locator('#keys-help').getAttribute('open')).to.equal('')
    await page.locator('#text').focus()
    await page.keyboard.press('KeyA')
    expect(await page.locator('#text').inputValue()).to.equal('a')
    await page.locator('#pick-e100').focus()
    await page.keyboard.press('KeyR')
    await page.waitForURL(/queue\/reject/)
    expect(confirmed).to.deep.equal([])
    await page.context().close()
  })

  it('never leaves the focus on nothing, and the numbers follow', async () => {
    const page = await queue()
    const bar = () => page.locator('#bulk-above > div').innerText()
    for (const control of ['#bulk-above [data-clear]', '#group-0', '#pick-e102', '[data-keys]']) {
      await page.locator(control).click()
      expect(await page.evaluate('document.activeElement !== document.body'), control).to.equal(true)
    }
    expect((await bar()).replaceAll('\u00a0', ' ')).to.equal('Выбрано 5 из 6. Исключена с замечанием: 1.')
    await page.locator('#pick-e100').uncheck()
    expect(await page.locator('[data-left-out]').innerText()).to.equal('Снято: 1.')
    await page.context().close()
  })

  for (const javaScript of [true, false]) {
    it(`ends the same ${javaScript ? 'with' : 'without'} script: confirm, undo, reject with a reason`, async () => {
      const page = await queue({ javaScript })
      await page.locator('#pick-e105').uncheck()
      await page.locator('#confirm-above').click()
      await page.locator('#notice').waitFor()
      expect(confirmed).to.deep.equal([['e100', 'e101', 'e103']])
      expect(await page.locator('#notice').innerText()).to.match(/Подтверждено 3.записи/)
      await page.locator('#undo-button').click()
      await page.getByText('снова в очереди').waitFor()
      expect(undone).to.deep.equal(['batch-1'])
      await page.locator('#reject-above').click()
      await page.locator('#reason-0').click()
      await filled(page)
      await page.locator('#reason').fill('Нет документа')
      await page.locator('#reason').press('Enter')
      await page.locator('#notice').waitFor()
      expect(rejected.map(one => one.reason)).to.deep.equal(['Нет документа'])
      expect(new URL(page.url()).pathname).to.equal('/queue')
      await page.context().close()
    })

    it(`remembers ${javaScript ? 'with' : 'without'} script what was unticked when the page is turned`, async () => {
      const page = await queue({ javaScript })
      await page.locator('#pick-e105').uncheck()
      await page.locator('#page-next').click()
      await page.waitForURL(/after=/)
      expect(await page.locator('#pick-e105').isChecked()).to.equal(false)
      if (javaScript) expect(await page.evaluate('document.activeElement.tagName')).to.equal('H1')
      await page.context().close()
    })
  }

  it('says “selected” instead of a number that cannot follow without script', async () => {
    const page = await queue({ javaScript: false })
    expect(await page.locator('#confirm-above').innerText()).to.match(/^Подтвердить отмеченные$/)
    const bar = await page.locator('#bulk-above > div').innerText()
    expect(bar.replaceAll('\u00a0', ' ').trim()).to.equal('Отмечены заранее: 4 из 6.')
    await page.context().close()
  })

  it('tells when there is no connection and keeps what was ticked', async () => {
    const page = await queue()
    await page.locator('#pick-e105').uncheck()
    await page.context().setOffline(true)
    await page.locator('#confirm-above').click()
    await page.locator('#offline').waitFor()
    expect(await page.locator('#pick-e105').isChecked()).to.equal(false)
    await page.context().close()
  })

  it('unfolds a difference from the keyboard on a phone', async () => {
    const page = await queue({ width: 360 })
    await page.locator('#compare-e102 summary').press('Enter')
    expect(await page.locator('#compare-e102').getAttribute('open')).to.equal('')
    await page.context().close()
  })

  it('reaches every control by Tab in the order of the page and stops nowhere', async () => {
    const page = await queue()
    const seen: string[] = []
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab')
      const id = String(
        await page.evaluate(
          'document.activeElement === document.body ? "" : document.activeElement.id || document.activeElement.textContent.slice(0, 12)',
        ),
      )
      if (!id) break
      seen.push(id)
    }
    const order = [
      'programme',
      'module',
      'source',
      'remarks',
      'text',
      'confirm-above',
      'pick-e100',
      'pick-e105',
      'confirm-below',
    ].map(id => seen.indexOf(id))
    expect(order.every(place => place >= 0)).to.equal(true)
    expect([...order].sort((a, b) => a - b)).to.deep.equal(order)
    await page.context().close()
  })
})

/** Until the field holds the usual reason: a page without script cannot be asked by a function that waits. */
async function filled(page: Page): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const value = await page.locator('#reason').inputValue()
    if (value.startsWith('Нет ')) return
    await page.waitForTimeout(50)
  }
  throw new Error('the field stayed empty')
}
