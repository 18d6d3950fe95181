import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Actor } from '#domain/access/actor'
import { buildSetup } from '#tests/integration/administration/build-setup'
import { useStores } from '#tests/integration/store/use-stores'
import { axeFaults, enter, type Look, needsChromium, openStage, overflow, type Stage } from './support.ts'

const FIRST = 'Белова Ирина Олеговна'

describe('two administrators on the settings of one source, in a browser', function () {
  this.timeout(60_000)
  const store = useStores()
  const actor: Actor = {
    ...{ personId: 'a', name: FIRST, roles: ['administrator'] },
    scope: ['https://lms.example|client|1'],
  }
  let stage: Stage
  let setup: ReturnType<typeof buildSetup>
  let id: string

  before(async function () {
    needsChromium(this)
    setup = buildSetup(store().stores)
    stage = await openStage({ setup, now: () => new Date() })
  })
  after(() => stage?.close())
  beforeEach(async () => {
    const draft = { type: 'moodle', title: 'Moodle ТГПУ', settings: { url: 'http://127.0.0.1:9' } }
    id = (await setup.draft(actor, { ...draft, secrets: { token: 'first-key' } })).id
  })

  async function open(step: string, look: Look): Promise<Page> {
    const page = await (await enter(stage, 'administrator', look)).newPage()
    await page.goto(`${stage.site.url}/admin/connections/${id}/setup/${step}`)
    return page
  }
  const press = (page: Page) => page.locator('main button.main').click()
  const textOf = async (page: Page, at: string) =>
    (await page.locator(at).innerText()).replace(/[\s\u00a0]+/g, ' ')

  for (const javaScript of [true, false])
    it(`the second sees who, when and what, and decides, ${javaScript ? 'with' : 'without'} a script`, async () => {
      const second = await open('scope', { javaScript })
      const first = await open('scope', { name: FIRST, javaScript: !javaScript })
      await first.locator('#courses').fill('ids:2,3')
      await press(first)
      await first.locator('#platformIssuer').waitFor()
      await second.locator('#hoursField').fill('chasy')
      await press(second)
      const said = await textOf(second, '#conflict')
      expect(said)
        .to.include(FIRST)
        .and.to.match(/сегодня, \d\d:\d\d/)
        .and.to.match(/Какие курсы читать .*all .*ids:2,3/)
      expect(await textOf(second, 'main')).to.include('Поле курса с часами: chasy')
      expect((await setup.read(actor, id)).settings.courses).to.deep.equal({ ids: ['2', '3'] })
      await press(second)
      await second.locator('#platformIssuer').waitFor()
      expect((await setup.read(actor, id)).settings).to.deep.include({
        courses: 'all',
        hoursField: ['chasy'],
      })
      await first.context().close()
      await second.context().close()
    })

  it('a key is asked for again, never shown, on a page that is clean for axe and fits a phone', async () => {
    const second = await open('address', { width: 320, bypassCsp: true })
    const first = await open('address', { name: FIRST })
    await first.locator('#token').fill('second-key')
    await press(first)
    await first.locator('h1').waitFor()
    await second.locator('#title').fill('Moodle вуза')
    await second.locator('#token').fill('third-key')
    await press(second)
    expect(await textOf(second, '#conflict')).to.include('ключ заменён')
    expect(await second.content()).to.not.match(/(first|second|third)-key/)
    expect(await second.locator('#token').inputValue()).to.equal('')
    expect([await axeFaults(second), await overflow(second)]).to.deep.equal([[], 0])
    await second.locator('main a.button').click()
    await second.locator('#url').waitFor()
    expect((await setup.read(actor, id)).title, 'theirs stays').to.equal('Moodle ТГПУ')
    await first.context().close()
    await second.context().close()
  })
})
