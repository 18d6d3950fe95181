import { expect } from 'chai'
import type { ItemChange, RouteItemInput, RouteItemView } from '#credits/routes/contract'
import { RouteItemError } from '#domain/routes/errors'
import { fakeRoutes, routeView, sentRoute } from '#tests/unit/http/support/routes'
import { axeFaults, enter, needsChromium, openStage, overflow, type Stage } from './support.ts'

const WALKED = ['learner', '/routes/route-1'] as const

/** P3 in a browser without scripts, by keyboard alone. */
describe('a route by keyboard, without script', function () {
  this.timeout(60_000)
  let stage: Stage
  const saved: RouteItemInput[] = []
  const changed: [string, ItemChange][] = []
  const sent: unknown[] = []
  let isSent = false
  before(async function () {
    needsChromium(this)
    const [module, held] = routeView().items as [RouteItemView, RouteItemView]
    const { moduleId: _module, ...own } = held
    const ownEvent: RouteItemView = own
    const answer = async () =>
      isSent ? sentRoute({ id: 'route-1' }) : routeView({ items: [module, ownEvent] })
    stage = await openStage({
      routes: fakeRoutes({
        read: answer,
        putItem: async (_actor, _at, item) => {
          saved.push(item)
          return answer()
        },
        changeItem: async (_actor, _at, itemId, change) => {
          if (change.title === '')
            throw new RouteItemError([{ path: 'title', code: 'title-missing', message: '' }])
          changed.push([itemId, change])
          if (itemId === ownEvent.id) Object.assign(ownEvent, change)
          return answer()
        },
        send: async (_actor, at, comment) => {
          sent.push([at.version, comment])
          isSent = true
          return answer()
        },
      }),
    })
  })
  after(() => stage?.close())
  afterEach(() => {
    isSent = false
  })

  it('adds an event of one’s own and sends the plan', async () => {
    const context = await enter(stage, WALKED[0], { javaScript: false })
    const page = await context.newPage()
    await page.goto(stage.site.url + WALKED[1])
    const press = async (name: string, key = 'Enter') => {
      const target = page.locator(name).first()
      for (let i = 0; i < 120 && !(await isFocused(name)); i++) await page.keyboard.press('Tab')
      expect(await isFocused(name), name).to.equal(true)
      expect(
        await target.evaluate(node => Number.parseFloat(getComputedStyle(node).outlineWidth)),
      ).to.be.at.least(2)
      await page.keyboard.press(key)
    }
    const isFocused = (name: string) =>
      page.evaluate(selector => document.activeElement === document.querySelector(selector), name)

    await press('a[href$="/routes/route-1/items/new"]')
    await page.waitForURL('**/items/new')
    await press('#title', 'End')
    await page.keyboard.type('Конференция')
    await press('#hours', 'End')
    await page.keyboard.type('8,5')
    await press('#plannedOn', 'Home')
    await page.keyboard.type('12012026')
    await press('form[action$="/items/new"] button.main')
    await page.waitForURL('**/routes/route-1')
    expect(saved.at(-1)).to.deep.include({ title: 'Конференция', hours: 850 })
    expect(await page.locator('#notice').textContent()).to.include('Сохранено')
    await press('#send-comment', 'End')
    await page.keyboard.type('Готово')
    await press('form[action$="/send"] button.main')
    await page.waitForURL('**/routes/route-1/done')
    await page.locator('h1', { hasText: 'отправлен' }).waitFor()
    expect(sent).to.deep.equal([[7, 'Готово']])
    await press('form[action$="/withdraw"] button', 'Tab')
    await context.close()
  })

  it('saves a day without its button where there is a script, keeps the focus, and says when', async () => {
    const context = await enter(stage, 'learner', { width: 320, bypassCsp: true })
    const page = await context.newPage()
    await page.goto(`${stage.site.url}/routes/route-1`)
    const before = changed.length
    await page.locator('#plannedOn-i1').fill('2027-03-01')
    await page.locator('#saved-i1', { hasText: /Сохранено в.\d\d:\d\d/ }).waitFor()
    expect(changed.slice(before).map(([id, { plannedOn }]) => [id, plannedOn])).to.deep.equal([
      ['i1', '2027-03-01'],
    ])
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('plannedOn-i1')
    expect(await page.locator('#live').textContent()).to.match(/Сохранено/)
    expect(await page.locator('[data-autosave] button:visible').count()).to.equal(0)
    expect(await axeFaults(page)).to.deep.equal([])
    expect(await overflow(page)).to.equal(0)
    await context.close()
  })

  it('saves each field of a row as it is left, and tells a refused one at itself while another is written', async () => {
    const context = await enter(stage, 'learner', { width: 1200, bypassCsp: true })
    const page = await context.newPage()
    await page.goto(`${stage.site.url}/routes/route-1`)
    const before = changed.length
    await page.locator('#form-i2').selectOption('distance')
    await page.locator('#saved-i2', { hasText: 'Сохранено' }).waitFor()
    await page.locator('#hours-i2').fill('8,5')
    await Promise.all([page.waitForResponse(/items\/i2\/row/), page.keyboard.press('Tab')])
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('plannedOn-i2')
    expect(changed.slice(before).map(([id, { form, hours }]) => [id, form, hours])).to.deep.equal([
      ['i2', 'distance', 800],
      ['i2', 'distance', 850],
    ])
    await page.locator('#title-i2').fill('')
    await page.locator('#provider-i2').fill('Лицей')
    await page.locator('#title-i2-error', { hasText: 'Напишите название мероприятия' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('provider-i2')
    expect(await page.locator('#provider-i2').inputValue()).to.equal('Лицей')
    expect(await page.locator('#live').textContent()).to.include('Напишите название мероприятия')
    expect(await page.locator('#title-i2').getAttribute('aria-invalid')).to.equal('true')
    expect(await axeFaults(page)).to.deep.equal([])
    expect(await overflow(page)).to.equal(0)
    await page.locator('#hours-i2').fill('много')
    await page.locator('#provider-i2').focus()
    await page.locator('#hours-i2-error', { hasText: 'Часы' }).waitFor()
    expect(await overflow(page), 'a fault of a narrow field breaks into lines').to.equal(0)
    await page.locator('#hours-i2').fill('8,5')
    await page.locator('#title-i2').fill('Слёт')
    await page.keyboard.press('Tab')
    await page.locator('#saved-i2', { hasText: 'Сохранено' }).waitFor()
    expect(await page.locator('#title-i2-error').count()).to.equal(0)
    expect(changed.at(-1)?.[1]).to.include({ title: 'Слёт', provider: 'Лицей' })
    await context.close()
  })

  it('says beside the day that it was not sent, and sends it once there is a connection again', async () => {
    const context = await enter(stage, 'learner')
    const page = await context.newPage()
    await page.goto(`${stage.site.url}/routes/route-1`)
    const before = changed.length
    await context.setOffline(true)
    await page.locator('#plannedOn-i2').fill('2027-03-02')
    await page.locator('#saved-i2', { hasText: 'Нет связи' }).waitFor()
    await context.setOffline(false)
    await page.keyboard.press('Shift+Tab')
    await page.locator('h1').click()
    await page.locator('#saved-i2', { hasText: 'Сохранено' }).waitFor()
    expect(changed.slice(before).map(([id, { plannedOn }]) => [id, plannedOn])).to.deep.equal([
      ['i2', '2027-03-02'],
    ])
    await context.close()
  })

  it('shows a refused item with its fault, without an axe violation or sideways scroll at 320 px', async () => {
    const context = await enter(stage, 'learner', { width: 320, bypassCsp: true })
    const page = await context.newPage()
    await page.goto(`${stage.site.url}/routes/route-1/items/new`)
    await page.locator('#title').fill('Конференция')
    await page.locator('#hours').fill('много')
    await page.locator('form[action$="/items/new"] button.main').click()
    await page.locator('#errors').waitFor()
    expect(await page.locator('#title').inputValue()).to.equal('Конференция')
    expect(await axeFaults(page)).to.deep.equal([])
    expect(await overflow(page)).to.equal(0)
    await context.close()
  })
})
