import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { createRegulations } from '#credits/regulations/regulations'
import type { Role } from '#domain/access/actor'
import { catalogueOf, growingCatalogue } from '#src/adapters/regulations'
import { modelOf } from '#store/models'
import { useCredits, type World } from '#tests/integration/credits/use-credits'
import { tspu } from '#tests/unit/domain/support'
import { openSite, type Site } from '#tests/unit/http/support/fakes'

const textOf = async (answer: Response) => (await answer.text()).replaceAll('\u00a0', ' ')
const own = readFileSync('docs/examples/own-regulation.yaml', 'utf8')
const nextTspu = readFileSync('config/regulations/tspu.yaml', 'utf8')
  .replace(/^version: .*$/m, 'version: "2026-11"')
  .replace(/^validFrom: .*$/m, 'validFrom: "2024-01-01"')
  .replace('hours: 108', 'hours: 144')

describe('the pages of regulations', () => {
  const world = useCredits()
  let w: World
  let site: Site
  let catalogue: ReturnType<typeof growingCatalogue>
  beforeEach(async () => {
    w = world()
    for (const model of ['Regulation', 'Programme'] as const)
      await modelOf(w.store.connection, model).deleteMany({})
    catalogue = growingCatalogue(catalogueOf([tspu]), w.stores.regulations)
    const deps = { ...w.deps, regulations: catalogue }
    site = await openSite({
      ...{ credits: w.creditsWith({ regulations: catalogue }), now: w.deps.now, regulations: catalogue },
      ownRegulations: createRegulations(deps),
    })
  })
  afterEach(() => site.close())

  async function enter(roles: Role[] = ['administrator']) {
    const { cookie, base } = await site.enter({ roles })
    return {
      get: (path: string) => site.get(base + path, cookie),
      post: (path: string, form: Record<string, string>) => site.post(base + path, form, cookie),
    }
  }

  it('names each fault with its line and the line itself, and keeps the text', async () => {
    const { post } = await enter()
    const faulty = own.replace('totalHours: { hours: 36', 'totalHours: { hours: many')
    const answer = await post('/admin/regulations/new', { text: faulty })
    expect(answer.status).to.equal(422)
    const html = await textOf(answer)
    const line = faulty.split('\n').findIndex(each => each.startsWith('totalHours')) + 1
    expect(html)
      .to.include(`Строка ${line}.`)
      .and.include('totalHours: { hours: many')
      .and.include('1 ошибка')
    expect(html.match(/hours: many/g), 'in the fault and in the box').to.have.length(2)
    expect(await w.stores.regulations.all()).to.deep.equal([])
  })

  it('names each fault with its line to a program, too', async () => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    const answer = await fetch(`${site.url}${base}/api/v1/regulations`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ text: own.replace('kindCaps:', 'kindCap:') }),
    })
    const { error } = (await answer.json()) as { error: { code: string; issues?: unknown[] } }
    expect([answer.status, error.code]).to.deep.equal([422, 'invalid_regulation'])
    const line = own.split('\n').indexOf('kindCaps:') + 1
    expect(error.issues).to.deep.equal([{ path: 'kindCap', message: `line ${line}: unknown key kindCap` }])
  })

  it('offers the texts that come along to begin with', async () => {
    const { get } = await enter()
    expect(await textOf(await get('/admin/regulations/new'))).to.include('<option value="tspu">')
    const begun = await textOf(await get('/admin/regulations/new?like=tspu'))
    expect(begun)
      .to.match(/<textarea[^>]*>[^<]*\nid: tspu\n/)
      .and.not.include('id="like"')
  })

  it('shows what it says before it is taken up, then any programme may be under it', async () => {
    const { get, post } = await enter()
    const html = await textOf(await post('/admin/regulations/new', { text: own }))
    expect(html).to.include('Ошибок нет').and.include('Принять версию')
    expect(catalogue.all(), 'nothing is taken by a check').to.have.length(1)
    expect((await post('/admin/regulations', { text: own })).status).to.equal(303)
    expect(await textOf(await get('/admin/regulations'))).to.include('Добавлено:')
    expect(await textOf(await get('/admin/programmes/new'))).to.include('value="north-mentors"')
    const again = await post('/admin/regulations', { text: own })
    expect(again.status, 'a version is never written over').to.equal(422)
    expect(await textOf(again))
      .to.include('Такая версия этого положения уже есть')
      .and.match(/Добавлено: \S+/)
  })

  it('judges the books of its programmes by the version that was taken up', async () => {
    const { enrolment, programme } = await w.readyLearner()
    const { post } = await enter()
    const html = await textOf(await post('/admin/regulations/new', { text: nextTspu }))
    expect(html).to.include(programme.title)
    await post('/admin/regulations', { text: nextTspu })
    const { summary } = (await w.stores.enrolments.byId(enrolment.id)) ?? {}
    expect(summary).to.include({ required: 14_400, eligible: false })
    const withdrawn = await post('/admin/regulations/withdraw', { id: 'tspu', version: '2026-11' })
    expect(withdrawn.status, 'books are judged by it').to.equal(409)
    expect(await textOf(withdrawn)).to.include('По этой редакции уже судят книжки')
  })

  it('takes up no second version from the same day: one of the two would judge nothing', async () => {
    const { post } = await enter()
    const text = nextTspu.replace('validFrom: "2024-01-01"', `validFrom: "${tspu.validFrom}"`)
    expect(await textOf(await post('/admin/regulations/new', { text }))).to.include(
      'С этого дня уже действует другая версия',
    )
    expect((await post('/admin/regulations', { text })).status).to.equal(422)
    expect(catalogue.all()).to.have.length(1)
  })

  it('does not let one organisation change what another one counts by', async () => {
    await w.programme({ deployments: ['elsewhere'] })
    const { post } = await enter()
    const html = await textOf(await post('/admin/regulations/new', { text: nextTspu }))
    expect(html).to.include('программы другой организации')
    expect((await post('/admin/regulations', { text: nextTspu })).status).to.equal(403)
    expect(catalogue.all()).to.have.length(1)
  })

  it('leaves out a version that judges nothing', async () => {
    const { post } = await enter()
    await post('/admin/regulations', { text: own })
    const [{ regulationId: id, version } = { regulationId: '', version: '' }] =
      await w.stores.regulations.all()
    expect((await post('/admin/regulations/withdraw', { id, version })).status).to.equal(303)
    expect(catalogue.all()).to.have.length(1)
    const again = await post('/admin/regulations/withdraw', { id, version })
    expect([again.status, (await textOf(again)).includes('Это удалено вами')]).to.deep.equal([410, true])
  })

  it('is for administrators', async () => {
    const { get, post } = await enter(['curator'])
    expect((await get('/admin/regulations')).status).to.equal(403)
    expect((await post('/admin/regulations', { text: own })).status).to.equal(403)
  })
})
