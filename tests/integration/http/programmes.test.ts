import { expect } from 'chai'
import type { Role } from '#domain/access/actor'
import type { StoredProgramme } from '#store/ports/people'
import { HERE, useCredits, type World } from '#tests/integration/credits/use-credits'
import { openSite, type Site } from '#tests/unit/http/support/fakes'

const textOf = async (answer: Response) => (await answer.text()).replaceAll('\u00a0', ' ')

describe('the page of regulations and programmes', () => {
  const world = useCredits()
  let w: World
  let site: Site
  beforeEach(async () => {
    w = world()
    site = await openSite({ credits: w.credits, now: w.deps.now })
  })
  afterEach(() => site.close())

  async function enter(roles: Role[], personId = 'p-1') {
    const { cookie, base } = await site.enter({ roles, personId })
    return {
      get: (path: string) => site.get(base + path, cookie),
      post: (path: string, form: Record<string, string | string[]>) => site.post(base + path, form, cookie),
    }
  }

  it('shows each regulation clause by clause, and the programmes in scope', async () => {
    const programme = await w.programme()
    const foreign = await w.programme({ deployments: ['elsewhere'] })
    const { get } = await enter(['administrator'])
    const html = await textOf(await get('/admin/programmes'))
    expect(html).to.include('Всего не меньше: 108 ч').and.include('п. 2.6').and.include('Тариф')
    expect(html).to.include(`/admin/programmes/${programme.id}"`).and.not.include(foreign.id)
    expect((await get(`/admin/programmes/${foreign.id}`)).status).to.equal(404)
  })

  /** The form as the page filled it in. */
  const formOf = ({ modules, issuer, provider, deployments, title, version }: StoredProgramme) => ({
    ...{ title, provider, issuer: issuer.name, city: issuer.city, signatory: issuer.signatory },
    ...{ secretary: issuer.secretary, deployment: deployments, basedOn: String(version ?? 1) },
    module: [...modules.map(each => each.id), ''],
    repeatable: [...modules.map(each => (each.repeatable ? 'yes' : '')), ''],
    moduleTitle: [...modules.map(each => each.title), ''],
    hours: [...modules.map(each => String(each.hours / 100)), ''],
    kind: [...modules.map(each => each.kind), 'seminar'],
    part: [...modules.map(each => each.part), 'variative'],
  })

  it('saves hours, kind and part, takes modules out and adds one, and keeps what the form does not show', async () => {
    const programme = await w.programme()
    const { post } = await enter(['administrator'])
    const form = formOf(programme)
    form.hours[0] = '9,5'
    form.moduleTitle[form.moduleTitle.length - 1] = 'Новый модуль'
    form.hours[form.hours.length - 1] = '16'
    const [, second] = programme.modules
    const answer = await post(`/admin/programmes/${programme.id}`, {
      ...form,
      ...{ title: 'Иначе', contexts: 'c-1, c-2', drop: second?.id ?? '' },
    })
    expect(answer.status).to.equal(303)
    const saved = await w.stores.programmes.byId(programme.id)
    expect(saved).to.deep.include({ title: 'Иначе', contexts: ['c-1', 'c-2'], issuer: programme.issuer })
    expect(saved?.modules[0]).to.deep.include({ ...programme.modules[0], hours: 950 })
    expect(saved?.modules.map(({ id }) => id)).not.to.include(second?.id)
    expect(saved?.modules.at(-1)).to.include({ title: 'Новый модуль', hours: 1600, part: 'variative' })
  })

  it('keeps how many days an answer and a document usually take, as whole numbers', async () => {
    const programme = await w.programme()
    const { get, post } = await enter(['administrator'])
    const path = `/admin/programmes/${programme.id}`
    const refused = await post(path, { ...formOf(programme), answerDays: 'неделя' })
    expect([refused.status, (await textOf(refused)).includes('Дни: целое число')]).to.deep.equal([422, true])
    await post(path, { ...formOf(programme), answerDays: '7', issueDays: '10' })
    const saved = await w.stores.programmes.byId(programme.id)
    expect(saved?.decisions).to.deep.equal({ answerDays: 7, issueDays: 10 })
    expect(await textOf(await get(path))).to.match(/id="answerDays"[^>]*value="7"/)
  })

  it('names what does not hold at its field, and loses nothing that was typed', async () => {
    const programme = await w.programme()
    const { post } = await enter(['administrator'])
    const form = formOf(programme)
    form.hours[0] = 'восемь'
    const wrong = await post(`/admin/programmes/${programme.id}`, form)
    expect(wrong.status).to.equal(422)
    expect(await wrong.text())
      .to.include('value="восемь"')
      .and.include('href="#hours-0"')
    form.hours[0] = '4'
    const refused = await post(`/admin/programmes/${programme.id}`, form)
    expect(refused.status, 'the regulation asks for 8 to 68 hours').to.equal(422)
    expect(await textOf(refused))
      .to.include('положение допускает от 8 ч до 68 ч (п. 2.3)')
      .and.include('href="#hours-0"')
    expect((await w.stores.programmes.byId(programme.id))?.title).to.equal(programme.title)
  })

  it('is saved by administrators only', async () => {
    const programme = await w.programme()
    const { post } = await enter(['curator'])
    const form = formOf(programme)
    expect((await post(`/admin/programmes/${programme.id}`, form)).status).to.equal(403)
  })

  it('makes a programme under a regulation, with modules, decisions and those who see it', async () => {
    const { get, post } = await enter(['administrator'])
    expect(await textOf(await get('/admin/programmes/new?regulation=tspu'))).to.include('Положение: ')
    const made = {
      ...{ regulation: 'tspu', id: 'new-one', title: 'Новая программа', issuer: 'ТГПУ', city: 'Томск' },
      ...{ provider: 'ТГПУ', deployment: HERE, basedOn: '0' },
      ...{ module: ['', ''], moduleId: ['A', ''], moduleTitle: ['Первый', 'Второй'], hours: ['8', '24'] },
      ...{ kind: ['seminar', 'photo-gallery'], part: ['invariant', 'variative'] },
      ...{ moduleProvider: ['Школа № 1', ''], listYear: ['2026', ''], repeatable: ['', 'yes'] },
      ...{ capKind: 'photo-gallery', capHours: '36', earlyBy: 'Проректор', earlyReason: 'Приказ № 1' },
    }
    expect((await post('/admin/programmes/new', made)).status).to.equal(303)
    const saved = await w.stores.programmes.byId('new-one')
    expect(
      saved?.modules.map(({ id, hours, listYear, provider }) => [id, hours, listYear, provider]),
    ).to.deep.equal([
      ['A', 800, 2026, 'Школа № 1'],
      ['M1', 2400, undefined, undefined],
    ])
    expect(saved?.decisions).to.deep.equal({
      kindCaps: { 'photo-gallery': 3600 },
      allowEarlyIssue: { by: 'Проректор', reason: 'Приказ № 1' },
    })
    const again = await post('/admin/programmes/new', made)
    expect(again.status, 'another with this id').to.equal(422)
    expect(await textOf(again))
      .to.include('href="#id"')
      .and.include('value="Школа № 1"')
  })

  it('adds a row for one more module and keeps what was typed', async () => {
    const { post } = await enter(['administrator'])
    const typed = { regulation: 'tspu', title: 'Начата', module: '', moduleTitle: 'Один', do: 'add' }
    const html = await textOf(await post('/admin/programmes/new', typed))
    expect(html).to.include('value="Начата"').and.include('value="Один"').and.include('id="title-1"')
  })

  it('shows what changes in books before it saves, and saves just that', async () => {
    const { programme, enrolment } = await w.readyLearner()
    const { get, post } = await enter(['administrator'])
    const form = { ...formOf(programme), drop: 'M4' }
    const shown = await textOf(await post(`/admin/programmes/${programme.id}`, form))
    expect(shown)
      .to.include('Итог изменится: 1 книжка из 1')
      .and.include('Перестанут быть готовы к выдаче: 1')
    expect(shown).to.match(/было 108 из 108 ч \(готово к выдаче\), станет 40 из 108 ч/)
    expect((await w.stores.programmes.byId(programme.id))?.modules).to.have.length(5)
    const previewed = /name="previewed" value="([^"]+)"/.exec(shown)?.[1] ?? ''
    const other = await post(`/admin/programmes/${programme.id}`, { ...form, drop: 'M3', previewed })
    expect(other.status, 'something else than was shown').to.equal(200)
    expect((await post(`/admin/programmes/${programme.id}`, { ...form, previewed })).status).to.equal(303)
    expect((await w.stores.enrolments.byId(enrolment.id))?.summary).to.include({
      counted: 4000,
      eligible: false,
    })
    const page = await textOf(await get(`/admin/programmes/${programme.id}`))
    expect(page).to.include('Версии программы: 2')
    const former = await textOf(await get(`/admin/programmes/${programme.id}?version=1`))
    expect(former).to.include('value="M4"').and.include('name="basedOn" value="2"')
  })

  it('refuses the second of two who edit at once', async () => {
    const programme = await w.programme()
    const [first, second] = [await enter(['administrator']), await enter(['administrator'], 'a-2')]
    const form = { ...formOf(programme), title: 'Первый успел' }
    expect((await first.post(`/admin/programmes/${programme.id}`, form)).status).to.equal(303)
    const own = await first.post(`/admin/programmes/${programme.id}`, { ...form, title: 'Второе окно' })
    expect(await textOf(own)).to.include('Изменения внесены вами, ')
    const late = await second.post(`/admin/programmes/${programme.id}`, { ...form, title: 'Опоздал' })
    expect(late.status).to.equal(409)
    expect(await textOf(late))
      .to.include('изменения внёс другой человек')
      .and.include('value="Опоздал"')
    expect((await w.stores.programmes.byId(programme.id))?.title).to.equal('Первый успел')
  })
})
