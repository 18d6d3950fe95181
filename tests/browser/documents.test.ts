import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Role } from '#domain/access/actor'
import { consentsView, fakeConsents, fakePersonalData } from '#tests/unit/http/support/own-data'
import { fakeWebhooks, webhookDetails } from '#tests/unit/http/support/webhooks'
import { enter, needsChromium, openStage, type Stage } from './support.ts'

/** Consents that remember, so that a walk sees what it did. */
function rememberingConsents() {
  const given = new Map<string, boolean>()
  return fakeConsents({
    read: async () => ({
      ...consentsView,
      consents: consentsView.consents.map(each => ({
        ...each,
        given: given.get(each.purpose) ?? false,
        outdated: false,
      })),
    }),
    decide: async (_actor, input) => {
      given.set(input.purpose, input.given)
      return {} as never
    },
  })
}

describe('documents, data and webhooks in a browser', function () {
  this.timeout(60_000)
  let stage: Stage
  const erased: unknown[] = []
  const added: unknown[] = []
  before(async function () {
    needsChromium(this)
    const personalData = fakePersonalData()
    stage = await openStage({
      consents: rememberingConsents(),
      personalData: {
        ...personalData,
        erase: async (actor, input) => {
          erased.push(input)
          return personalData.erase(actor, input)
        },
      },
      webhooks: fakeWebhooks({
        add: async (_actor, input) => {
          added.push(input)
          return webhookDetails.endpoint
        },
      }),
    })
  })
  after(() => stage?.close())

  async function open(role: Role, path: string, javaScript: boolean): Promise<Page> {
    const page = await (await enter(stage, role, { javaScript })).newPage()
    await page.goto(stage.site.url + path)
    return page
  }
  /** A press, by keyboard alone. */
  const press = async (page: Page, role: 'link' | 'button', name: string | RegExp) => {
    await page.getByRole(role, { name }).first().focus()
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  }
  const notice = (page: Page) => page.locator('#notice').innerText()
  const said = (text: string) => text.replaceAll('\u00a0', ' ')

  for (const javaScript of [true, false]) {
    const how = javaScript ? 'with scripts' : 'without scripts'

    it(`gives a consent after its wording and withdraws it after its effect, by keyboard, ${how}`, async () => {
      const page = await open('learner', '/documents', javaScript)
      await press(page, 'link', /^Прочитать.*Полное/)
      expect(said(await page.locator('main').innerText())).to.include('показывает полное имя')
      await press(page, 'button', /^Даю/)
      expect(said(await notice(page))).to.equal('Согласие дано.')
      await press(page, 'link', /^Отозвать.*Полное/)
      expect(said(await page.locator('main').innerText())).to.include('только инициалы')
      await press(page, 'button', /^Отозвать/)
      expect(said(await notice(page))).to.include('Это уже действует')
      await page.context().close()
    })

    it(`erases after saying what goes and what stays, and not without a tick, ${how}`, async () => {
      const page = await open('administrator', '/learners/p-kovaleva/data', javaScript)
      await press(page, 'link', /^Удалить/)
      expect(said(await page.locator('main').innerText()))
        .to.include('Вернуть удалённое нельзя')
        .and.include('273-ФЗ')
      await page.getByLabel('Основание').fill('заявление № 7')
      await press(page, 'button', /^Удалить/)
      expect(erased).to.deep.equal([])
      expect(await page.getByLabel('Основание').inputValue()).to.equal('заявление № 7')
      await page.getByRole('checkbox').check()
      await press(page, 'button', /^Удалить/)
      expect(erased.splice(0)).to.deep.equal([{ personId: 'p-kovaleva', reason: 'заявление № 7' }])
      expect(said(await page.locator('h1').innerText())).to.equal('Данные удалены')
      await page.context().close()
    })

    it(`adds an address, tests it and asks before it removes it, ${how}`, async () => {
      const page = await open('administrator', '/admin/webhooks', javaScript)
      await page.getByLabel('Название').fill('Кадры')
      await page.getByLabel('Адрес', { exact: true }).fill('https://staff.example/hook')
      await press(page, 'button', 'Добавить')
      expect(added.splice(0)).to.have.length(1)
      expect(said(await notice(page))).to.include('Адрес добавлен')
      await press(page, 'button', 'Проверить')
      expect(said(await notice(page))).to.include('принято')
      await press(page, 'button', /^Показать/)
      expect(await page.getByRole('textbox', { name: 'Секрет подписи' }).inputValue()).to.match(/^whsec_/)
      await press(page, 'link', /^Удалить/)
      expect(said(await page.locator('main').innerText())).to.include('Вернуть это нельзя')
      await press(page, 'button', 'Удалить')
      expect(said(await notice(page))).to.equal('Адрес удалён.')
      await page.context().close()
    })
  }
})
