import { expect } from 'chai'
import { createReports } from '#credits/reports/reports'
import { organisationKey } from '#domain/reports/organisation'
import { useCredits } from '#tests/integration/credits/use-credits'
import { unique } from '#tests/integration/store/use-stores'
import { openSite, type Site } from '#tests/unit/http/support/fakes'
import { formOf, type Visit, visit } from './visit.ts'

const FIRST = 'Белова Ирина Олеговна'
const FORM = 'name="title"'
const VISIT = 'name="recommendations"'
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ')

describe('two administrators on one organisation', () => {
  const world = useCredits()
  let site: Site
  let first: Visit
  let second: Visit
  let title: string
  let at: string

  beforeEach(async () => {
    world().at('2026-11-22T03:04:00.000Z')
    site = await openSite({ reports: createReports(world().deps) })
    first = await visit(site, ['administrator'], 'a', 'ru', FIRST)
    second = await visit(site, ['administrator'], 'b')
    title = unique('СОШ')
    at = `/reports/organisations?${new URLSearchParams({ id: organisationKey(title) })}`
    await first.post('/reports/organisations', { title, level: 'school', municipality: 'Томск' })
  })
  afterEach(() => site.close())

  const kept = () => world().stores.organisations.byId(organisationKey(title))

  it('gets back the visit that was typed wrong', async () => {
    const visit = { ...formOf((await first.get(at)).html, VISIT), on: '2026-10-05', recommendations: 'три' }
    const { status, html } = await first.post('/reports/organisations/visit', visit)
    expect(status).to.equal(422)
    expect(html).to.include('value="2026-10-05"').and.to.include('value="три"')
  })

  it('removed under a form says who did, and is made anew from what was typed', async () => {
    const seen = formOf((await second.get(at)).html, FORM)
    const visits = formOf((await second.get(at)).html, VISIT)
    await first.post('/reports/organisations/remove', { id: organisationKey(title), version: '1' })
    const met = await second.post('/reports/organisations', {
      ...seen,
      level: 'school',
      municipality: 'Северск',
    })
    expect(met.status).to.equal(410)
    expect(plain(met.html))
      .to.include(`Это удалил другой человек: ${FIRST}, сегодня, 10:04.`)
      .and.to.include('Северск')
    const visit = { ...visits, on: '2026-11-01', recommendations: '3' }
    const lost = await second.post('/reports/organisations/visit', visit)
    expect([lost.status, plain(lost.html).includes('01.11.2026')]).to.deep.equal([410, true])
    await second.post('/reports/organisations', formOf(met.html, 'name="municipality"'))
    expect((await kept())?.municipality).to.equal('Северск')
  })

  it('of which the second is told who, when and what, and may put theirs on top', async () => {
    const seen = formOf((await second.get(at)).html, FORM)
    const changed = {
      ...formOf((await first.get(at)).html, FORM),
      municipality: 'Северск',
      regulation: '2026-03-01',
    }
    expect((await first.post('/reports/organisations', changed)).status).to.equal(200)
    const met = await second.post('/reports/organisations', {
      ...seen,
      level: 'school',
      'quality-system': '2026-05-01',
    })
    expect(met.status).to.equal(409)
    expect(plain(met.html))
      .to.include(`изменения внёс другой человек: ${FIRST}, сегодня, 10:04. Что сделано: исправлено.`)
      .and.to.match(/Муниципалитет школы было Томск стало Северск/)
      .and.to.match(/Принято положение [^<]* было — стало 01.03.2026/)
    await second.post('/reports/organisations', formOf(met.html, 'name="version"'))
    expect((await kept())?.marks).to.deep.equal({ 'quality-system': '2026-05-01' })
    expect((await kept())?.changes?.map(({ byName }) => byName)).to.deep.equal([
      ...[FIRST, FIRST],
      'Орлова Мария Ильинична',
    ])
  })

  it('of which a new one that is sent twice is one, and is not called taken', async () => {
    const form = { title: `${title}, филиал`, level: 'school', municipality: 'Томск' }
    for (const each of [1, 2])
      expect((await first.post('/reports/organisations', form)).html, `${each}`).to.include('сохранена')
    const { html, status } = await second.post('/reports/organisations', form)
    expect([status, html.includes('уже есть')], 'by somebody else').to.deep.equal([422, true])
  })

  it('does not count one visit twice', async () => {
    const forms = await Promise.all(
      [first, second].map(async each => formOf((await each.get(at)).html, VISIT)),
    )
    const [mine, theirs] = forms.map(form => ({ ...form, on: '2026-05-02', recommendations: '3' }))
    await first.post('/reports/organisations/visit', mine ?? {})
    const met = await second.post('/reports/organisations/visit', theirs ?? {})
    expect([met.status, (await kept())?.visits.length]).to.deep.equal([409, 1])
    expect(plain(met.html))
      .to.include('записан визит')
      .and.to.match(/визитов было — стало 02\.05\.2026: 3/)
  })

  it('does not remove what was changed since, and does not add what is there', async () => {
    const page = (await second.get(`/reports/organisations/remove?${at.split('?')[1]}`)).html
    await first.post('/reports/organisations', {
      ...formOf((await first.get(at)).html, FORM),
      level: 'school',
    })
    await second.post('/reports/organisations/remove', formOf(page, 'name="version"'))
    expect(await kept()).to.not.equal(null)
    const again = await second.post('/reports/organisations', { title, level: 'school' })
    expect([again.status, again.html.includes('уже есть')]).to.deep.equal([422, true])
  })

  it('takes an organisation from before versions were kept', async () => {
    const {
      version: _,
      changes: __,
      ...old
    } = (await kept()) ?? { id: '', title: '', level: 'school', marks: {}, visits: [] }
    const id = organisationKey(`${title} старая`)
    await world().stores.organisations.replace({ ...old, id, title: `${title} старая` }, null)
    const html = (await first.get(`/reports/organisations?${new URLSearchParams({ id })}`)).html
    const saved = await first.post('/reports/organisations', { ...formOf(html, FORM), municipality: 'Асино' })
    expect(saved.status).to.equal(200)
    expect(await world().stores.organisations.byId(id)).to.include({ municipality: 'Асино', version: 2 })
  })
})
