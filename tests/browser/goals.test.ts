import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { enter, needsChromium, openStage, type Stage } from './support.ts'
import { type RememberingQueue, rememberingQueue } from './support-queue.ts'

const plain = (text: string | null): string => (text ?? '').replace(/[\s\u00a0]+/g, ' ').trim()

describe('fifty entries in the queue, three of them to be left out', function () {
  this.timeout(60_000)
  let stage: Stage
  let queue: RememberingQueue
  before(function () {
    needsChromium(this)
  })
  beforeEach(async () => {
    queue = rememberingQueue(50, [4, 17, 30])
    stage = await openStage({ credits: queue.credits })
  })
  afterEach(() => stage?.close())

  async function open(): Promise<Page> {
    const page = await (await enter(stage, 'curator')).newPage()
    await page.goto(`${stage.site.url}/queue`)
    return page
  }

  it('are confirmed in one click and two requests where remarks name the three, and undone in one click', async () => {
    const page = await open()
    const requests: string[] = []
    page.on('request', request => {
      // the browser asks for the page's icon when it likes, before the click or after: no request of the task
      if (!request.url().endsWith('/assets/icon.svg')) requests.push(request.method())
    })
    await page.locator('#confirm-above').click()
    await page.locator('#notice:focus').waitFor()
    expect(queue.confirmed).to.have.length(47)
    expect(requests).to.deep.equal(['POST', 'GET'])
    expect(plain(await page.locator('h1').innerText())).to.equal('Ждут подтверждения: 3')
    await page.locator('#undo-button').click()
    await page.getByText('Решение отменено').waitFor()
    expect(queue.undone).to.have.length(1)
    expect(plain(await page.locator('h1').innerText())).to.equal('Ждут подтверждения: 50')
    await page.context().close()
  })

  it('are confirmed in at most eight keys when the eye picks three in a row', async () => {
    const page = await open()
    await page.locator('#pick-e110').focus()
    const keys = ['KeyX', 'KeyJ', 'KeyX', 'KeyJ', 'KeyX', 'KeyA']
    for (const key of keys) await page.keyboard.press(key)
    await page.locator('#notice:focus').waitFor()
    expect(keys.length).to.be.at.most(8)
    expect(queue.confirmed).to.have.length(44).and.not.include.members(['e110', 'e111', 'e112'])
    await page.context().close()
  })

  const focused = (page: Page) => page.evaluate('document.activeElement.id')

  it('are decided on one by one without losing the place: the focus goes to the next row, at the end to what was said', async () => {
    const page = await open()
    await page.locator('#compare-e104 summary').click()
    await page.locator('#compare-e104 button').click()
    await page.locator('#row-e104').waitFor({ state: 'detached' })
    expect(await focused(page)).to.equal('pick-e105')
    expect(plain(await page.locator('#live').textContent())).to.include('Подтверждено 1 запись')
    await page.locator('#compare-e117 summary').click()
    await page.locator('#compare-e117 a[href*="/reject"]').click()
    await page.locator('#reason').fill('Нет документа')
    await page.locator('#reason').press('Enter')
    await page.waitForURL(/#pick-e118$/)
    expect(await focused(page)).to.equal('pick-e118')
    expect(plain(await page.locator('#live').textContent())).to.include('Отклонено')
    await page.keyboard.press('KeyZ')
    await page.locator('#undo').waitFor({ state: 'detached' })
    expect(queue.undone).to.have.length(1)
    await page.locator('#pick-e117').waitFor()
    await page.locator('#confirm-above').click()
    await page.locator('#notice:focus').waitFor()
    await page.locator('#compare-e130 summary').click()
    await page.locator('#compare-e130 button').click()
    await page.locator('#row-e130').waitFor({ state: 'detached' })
    expect(await focused(page)).to.equal('notice')
    await page.context().close()
  })

  it('are not confirmed twice by a back button: the page says what had changed', async () => {
    const page = await open()
    await page.locator('#pick-e149').uncheck()
    await page.locator('#confirm-above').click()
    await page.locator('#notice').waitFor()
    await page.goto(`${stage.site.url}/learners`)
    await page.goBack()
    await page.locator('h1').waitFor()
    expect(await page.locator('#pick-e100').count(), 'the list is read anew').to.equal(0)
    expect(queue.confirmed).to.have.length(46)
    await page.context().close()
  })

  it('confirmed by two curators at once are counted once, and the second is told which were gone', async () => {
    const [first, second] = [await open(), await open()]
    await first.locator('#confirm-above').click()
    await first.locator('#notice').waitFor()
    await second.locator('#confirm-above').click()
    await second.locator('#notice').waitFor()
    expect(queue.confirmed).to.have.length(47)
    expect(plain(await second.locator('#notice').innerText())).to.match(
      /Не вошло 47 записей: .*изменил[аи]с[ья]/,
    )
    await first.context().close()
    await second.context().close()
  })

  it('keep one live region, and what stood there stays while it is asked, with a word after a second', async () => {
    const page = await open()
    expect(await page.locator('#live').count()).to.equal(1)
    expect(await page.locator('[aria-live]').count()).to.equal(0)
    const rows = await page.locator('#main li').count()
    const seen: unknown[] = []
    await page.route('**/queue/confirm', async route => {
      seen.push(await page.locator('#main').getAttribute('aria-busy'))
      await page.locator('#main[data-loading]').waitFor()
      seen.push(
        await page.evaluate(
          () => getComputedStyle(document.querySelector('main') as Element, '::before').content,
        ),
      )
      seen.push(await page.locator('#main li').count())
      await route.continue()
    })
    await page.locator('#confirm-above').click()
    await page.locator('#notice:focus').waitFor()
    expect(seen).to.deep.equal(['true', '"Загружаем…"', rows])
    expect(await page.locator('#main[aria-busy], #main[data-loading]').count()).to.equal(0)
    await page.context().close()
  })
})
