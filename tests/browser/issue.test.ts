import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { BatchView } from '#credits/issue/contract'
import type { Actor } from '#domain/access/actor'
import { fakeCredits } from '#tests/unit/http/support/fakes'
import { batchView, fakeIssuing, issueBatch, registerLines } from '#tests/unit/http/support/issuing'
import { enter, type Look, needsChromium, openStage, type Stage } from './support.ts'

describe("the issuer's task in a browser", function () {
  this.timeout(60_000)
  let stage: Stage
  const chosen: unknown[] = []
  const started: unknown[] = []
  const annulled: unknown[] = []
  let looks = 0

  /** Grows with each look: two of twenty, then all. */
  const progress = async (_actor: Actor, id: string): Promise<BatchView> => {
    looks += 1
    const isDone = looks > 3
    return batchView({
      batch: { ...issueBatch, id, state: isDone ? 'done' : 'open' },
      counts: isDone ? { waiting: 0, issued: 19, refused: 1 } : { waiting: 18, issued: 2, refused: 0 },
    })
  }

  before(async function () {
    needsChromium(this)
    stage = await openStage({
      credits: fakeCredits({
        annulCertificate: async (_actor, input) => {
          annulled.push(input)
          return registerLines[1] as never
        },
      }),
      issuing: fakeIssuing({
        choose: async (_actor, input) => {
          chosen.push(input)
          return 'draft-1'
        },
        start: async (_actor, input) => {
          started.push(input)
          return issueBatch
        },
        read: progress,
      }),
    })
  })
  after(() => stage?.close())
  beforeEach(() => {
    looks = 0
    for (const list of [chosen, started, annulled]) list.length = 0
  })

  async function open(path: string, look: Look = {}): Promise<Page> {
    const page = await (await enter(stage, 'issuer', look)).newPage()
    await page.goto(stage.site.url + path)
    return page
  }

  for (const javaScript of [true, false]) {
    it(`issues many in four clicks ${javaScript ? 'with' : 'without'} script, and the page follows by itself to the end`, async () => {
      const page = await open('/issue', { javaScript })
      await page.locator('#all').click()
      expect(await page.locator('h1').innerText()).to.match(/Проверка перед выдачей: 19.слушателей/)
      await page.locator('#checked').check()
      await page.locator('#issue-now').click()
      await page
        .locator('#batch')
        .getByText(/Выдано 2.из.20/)
        .waitFor()
      await page
        .locator('#batch')
        .getByText(/Выдано: 19.удостоверений/)
        .waitFor({ timeout: 20_000 })
      expect(await page.getByText('Нет приказа о выдаче').count()).to.equal(1)
      expect([chosen, started]).to.deep.equal([[{ allReady: true }], [{ batchId: 'draft-1' }]])
      await page.context().close()
    })
  }

  it('is done from the keyboard alone, and nothing is issued without the tick', async () => {
    const page = await open('/issue')
    await page.locator('#all').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('#issue-now').waitFor()
    await page.locator('#issue-now').focus()
    await page.keyboard.press('Enter')
    await page.locator('#errors').waitFor()
    expect(started).to.deep.equal([])
    await page.locator('#errors a').focus()
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).to.equal('checked')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('progress').waitFor()
    expect(started).to.have.length(1)
    expect(chosen).to.deep.equal([{ enrolmentIds: ['en-1', 'en-2'] }])
    await page.context().close()
  })

  it('says in the button how many, and keeps the order when the tick is missing', async () => {
    const page = await open('/issue/drafts/draft-1')
    expect(await page.locator('#issue-now').innerText()).to.match(/^Выдать 19.удостоверений$/)
    await page.locator('#orderNumber').fill('17-к')
    await page.locator('#orderDate').fill('2026-11-20')
    await page.locator('#issue-now').click()
    await page.locator('#errors').waitFor()
    expect(await page.locator('#orderNumber').inputValue()).to.equal('17-к')
    await page.locator('#checked').check()
    await page.locator('#issue-now').click()
    await page.locator('#batch').waitFor()
    expect(started).to.deep.equal([{ batchId: 'draft-1', order: { number: '17-к', on: '2026-11-20' } }])
    await page.context().close()
  })

  it('annuls a document without script: card, reason, consequences, card', async () => {
    const page = await open('/register', { javaScript: false })
    await page.getByRole('link', { name: '0101' }).click()
    await page.locator('#act-annul').click()
    await page.locator('#reason').fill('ошибка в часах')
    await page.locator('#act-now').click()
    expect(annulled).to.deep.equal([])
    expect(await page.locator('#reason').inputValue()).to.equal('ошибка в часах')
    await page.locator('#understood').check()
    await page.locator('#act-now').click()
    expect(await page.locator('#notice').innerText()).to.match(
      /Аннулировано.\d{2}\.\d{2}\.\d{4}\. Это видно при.проверке/,
    )
    expect(annulled).to.deep.equal([{ certificateId: 'cert-1', reason: 'ошибка в часах' }])
    await page.context().close()
  })

  it('checks a file on the public page without script', async () => {
    const page = await (await enter(stage, null, { javaScript: false })).newPage()
    await page.goto(`${stage.site.url}/verify`)
    const file = {
      name: 'paper.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 /verify/4K7P2MNX9RTA'),
    }
    await page.locator('#file').setInputFiles(file)
    await page.locator('#check-file').click()
    expect(await page.locator('h1').innerText()).to.include('Файл изменён')
    await page.context().close()
  })
})
