import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { buildSetup } from '#tests/integration/administration/build-setup'
import { useStores } from '#tests/integration/store/use-stores'
import { type Lms, startLms } from '#tests/lms/server'
import { scratch } from '#tests/support/zachetka'
import { fakeMatching } from '#tests/unit/http/support/matching'
import { enter, needsChromium, openStage, type Stage } from './support.ts'

describe('an administrator connects a source in a browser', function () {
  this.timeout(60_000)
  const store = useStores()
  let stage: Stage
  let lms: Lms
  const decided: string[] = []
  before(async function () {
    needsChromium(this)
    lms = await startLms({ learners: 8, courses: 2, odd: false })
    stage = await openStage({
      setup: buildSetup(store().stores),
      matching: fakeMatching({
        decide: async (_actor, _place, personId) => {
          decided.push(personId)
          return { waiting: 3, replayed: 3, decisionId: 'd-9' }
        },
      }),
    })
  })
  after(async () => {
    await stage?.close()
    await lms?.close()
  })

  async function open(at: string, javaScript = true): Promise<Page> {
    const page = await (await enter(stage, 'administrator', { javaScript })).newPage()
    await page.goto(stage.site.url + at)
    return page
  }
  const press = (page: Page) => page.locator('main .main').first().click()
  /** Words without the spaces that do not break. */
  const textOf = async (page: Page, at = 'main') =>
    (await page.locator(at).first().innerText()).replaceAll('\u00a0', ' ')
  const heading = (page: Page) => textOf(page, 'h1')
  /** A live page is all there once it has said how it ended. */
  const ended = (page: Page) => page.locator('#notice').waitFor()

  for (const javaScript of [true, false]) {
    it(`in six fields up to the trial import ${javaScript ? 'with' : 'without'} script`, async () => {
      const page = await open('/admin/connections/new', javaScript)
      let touched = 0
      const fill = async (id: string, text: string) => {
        touched += 1
        await page.locator(`#${id}`).fill(text)
      }
      await page.locator('main .cards a').first().click()
      await fill('title', 'Moodle ТГПУ')
      await fill('url', lms.url)
      await fill('token', lms.token)
      await press(page)
      expect(await heading(page)).to.equal('Проверка источника')
      await ended(page)
      expect(await textOf(page)).to.include('Ключ принят')
      await press(page)
      let offered = await page.locator('main input:not([type=hidden]), main select, main textarea').count()
      await press(page)
      offered += await page.locator('main input:not([type=hidden]), main select, main textarea').count()
      await press(page)
      expect(await heading(page)).to.equal('Пробная загрузка')
      await ended(page)
      const text = await textOf(page)
      expect(text).to.include('Ничего не записано').and.include('Курса нет ни в одной программе')
      expect(touched, 'fields that had to be filled in').to.be.at.most(6)
      expect(offered, 'the rest is filled in already').to.be.at.most(5)
      expect(await page.content()).not.to.include(lms.token)
      await page.context().close()
    })
  }

  for (const javaScript of [true, false])
    it(`shows each answer of the site while it is still asked, ${javaScript ? 'with' : 'without'} script`, async () => {
      const page = await open('/admin/connections/new/moodle', javaScript)
      await page.locator('#title').fill('Медленный')
      await page.locator('#url').fill(lms.url)
      await page.locator('#token').fill(lms.token)
      lms.faults.on('core_enrol_get_enrolled_users', { kind: 'slow', ms: 1500 })
      await page.locator('main .main').first().click({ noWaitAfter: true })
      await page.locator('#finding-2').waitFor()
      expect(await textOf(page, '#finding-2')).to.match(
        /Адрес отвечает.*core_webservice_get_site_info, \d+ мс/s,
      )
      expect(await page.locator('.waiting').isVisible(), 'it says that it asks').to.equal(true)
      expect(await page.locator('#notice').count(), 'nothing is summed up yet').to.equal(0)
      await page.locator('#notice').waitFor()
      expect(await page.locator('.waiting').isVisible()).to.equal(false)
      if (javaScript) {
        await page.waitForFunction('document.activeElement?.id === "notice"')
        expect(await page.locator('#live').textContent()).to.equal('')
      }
      lms.faults.clear()
      await page.context().close()
    })

  it('keeps the draft when they leave, and names a wrong key with what to do', async () => {
    const page = await open('/admin/connections/new/moodle')
    await page.locator('#title').fill('С ошибкой')
    await press(page)
    expect(await page.title()).to.match(/^Ошибка:/)
    expect(await page.locator('#errors a').count()).to.equal(2)
    expect(await page.locator('#title').inputValue(), 'what was typed stays').to.equal('С ошибкой')
    await page.locator('#url').fill(lms.url)
    await page.locator('#token').fill('not-the-token')
    await press(page)
    expect(await textOf(page)).to.include('Ключ не подходит')
    const id = /connections\/([^/]+)\/setup/.exec(page.url())?.[1]
    await page.context().close()
    const later = await open(`/admin/connections/${id}/setup`)
    expect(await heading(later)).to.include('С ошибкой')
    expect(await textOf(later)).to.include('есть что исправить')
    await later.locator('main .tasks a').first().click()
    expect(await later.locator('#token').inputValue(), 'a key is never shown').to.equal('')
    expect(await later.locator('#token').getAttribute('type')).to.equal('password')
    await later.context().close()
  })

  it('shows what a file would become before it is imported', async () => {
    const page = await open('/admin/connections/new/portal')
    await page.locator('#title').fill('Сайт ТГПУ')
    await press(page)
    expect(await heading(page)).to.equal('Загрузить файл')
    await press(page)
    expect(await textOf(page, '#errors')).to.include('Выберите файл')
    const file = path.join(scratch(), 'master.csv')
    writeFileSync(file, 'Логин;ФИО;Код модуля;Модуль;Часы;Дата\nu1;Иванова Анна;M1;Семинар;8;05.12.2025\n')
    await page.locator('#file').setInputFiles(file)
    await press(page)
    await ended(page)
    const text = await textOf(page)
    expect(text).to.include('master.csv').and.include('Найдено: 1 отметка')
    await page.locator('#columns summary').click()
    expect(await page.getByLabel('Логин').inputValue()).to.equal('personId')
    expect(await textOf(page, 'main .main')).to.equal('Загрузить в Зачётку')
    await page.context().close()
  })

  for (const javaScript of [true, false])
    it(`asks what unknown columns are, and remembers it for the next file, ${javaScript ? 'with' : 'without'} script`, async () => {
      const page = await open('/admin/connections/new/portal', javaScript)
      // each its own: a draft that is sent twice is one
      await page.locator('#title').fill(`Сайт ${javaScript ? 'со скриптом' : 'без скрипта'}`)
      await press(page)
      const file = path.join(scratch(), 'other.csv')
      writeFileSync(
        file,
        'Аккаунт;Слушатель;Модуль;Ак. ч.;Когда;Цех\nu1;Иванова Анна;Семинар;8;05.12.2025;7\n',
      )
      const upload = async () => {
        await page.locator('#file').setInputFiles(file)
        await press(page)
        await ended(page)
      }
      await upload()
      expect(await textOf(page, '#notice')).to.include('Нет нужной колонки')
      for (const [header, meaning] of [
        ['Аккаунт', 'personId'],
        ['Ак. ч.', 'hours'],
        ['Когда', 'date'],
        ['Цех', '-'],
      ] as const)
        await page.getByLabel(header, { exact: true }).selectOption(meaning)
      await press(page)
      await ended(page)
      expect(await textOf(page, '#notice')).to.include('Найдено: 1 отметка')
      await page.getByRole('link', { name: 'Загрузить другой файл' }).click()
      await upload()
      expect(await textOf(page, '#notice')).to.include('Найдено: 1 отметка')
      await page.context().close()
    })

  it('says who a stranger is by keyboard alone, and may take it back', async () => {
    const page = await open('/matching')
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press('Tab')
      const name = await page.evaluate('document.activeElement?.getAttribute("value")')
      if (name === 'p-baranov') break
    }
    await page.keyboard.press('Enter')
    await page.waitForLoadState('networkidle')
    expect(decided).to.deep.equal(['p-baranov'])
    const notice = await textOf(page, '#notice')
    expect(notice).to.include('Связано, 3 записи перешли в очередь').and.include('Отменить')
    await page.locator('#notice button').click()
    expect(await textOf(page, '#notice')).to.include('Связь отменена')
    await page.context().close()
  })
})
