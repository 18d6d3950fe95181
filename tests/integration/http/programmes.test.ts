import { expect } from 'chai'
import type { Role } from '#domain/actor'
import { useCredits, type World } from '#tests/integration/credits/use-credits'
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

  async function enter(roles: Role[]) {
    const { cookie, base } = await site.enter({ roles })
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
  const formOf = (
    modules: readonly { id: string; title: string; kind: string; part: string; hours: number }[],
  ) => ({
    module: [...modules.map(each => each.id), ''],
    moduleTitle: [...modules.map(each => each.title), ''],
    hours: [...modules.map(each => String(each.hours / 100)), ''],
    kind: [...modules.map(each => each.kind), 'seminar'],
    part: [...modules.map(each => each.part), 'variative'],
  })

  it('saves hours, kind and part, takes modules out and adds one, and keeps what the form does not show', async () => {
    const programme = await w.programme()
    const { post } = await enter(['administrator'])
    const form = formOf(programme.modules)
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

  it('names what does not hold at its field, and loses nothing that was typed', async () => {
    const programme = await w.programme()
    const { post } = await enter(['administrator'])
    const form = formOf(programme.modules)
    form.hours[0] = 'восемь'
    const wrong = await post(`/admin/programmes/${programme.id}`, { ...form, title: 'Т', contexts: '' })
    expect(wrong.status).to.equal(422)
    expect(await wrong.text())
      .to.include('value="восемь"')
      .and.include('href="#hours-0"')
    form.hours[0] = '4'
    const refused = await post(`/admin/programmes/${programme.id}`, { ...form, title: 'Т', contexts: '' })
    expect(refused.status, 'the regulation asks for 8 to 68 hours').to.equal(422)
    expect(await textOf(refused))
      .to.include('Положение не допускает')
      .and.include('href="#hours-0"')
    expect((await w.stores.programmes.byId(programme.id))?.title).to.equal(programme.title)
  })

  it('is saved by administrators only', async () => {
    const programme = await w.programme()
    const { post } = await enter(['curator'])
    const form = { ...formOf(programme.modules), title: 'Т', contexts: '' }
    expect((await post(`/admin/programmes/${programme.id}`, form)).status).to.equal(403)
  })
})
