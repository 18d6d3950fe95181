import { expect } from 'chai'
import { createAppointments } from '#credits/appointments/appointments'
import { createMerging } from '#credits/merging/merging'
import type { Role } from '#domain/access/actor'
import { useCredits, type World } from '#tests/integration/credits/use-credits'
import { unique } from '#tests/integration/store/use-stores'
import { openSite, type Site } from '#tests/unit/http/support/fakes'

const textOf = async (answer: Response) => (await answer.text()).replaceAll('\u00a0', ' ')

describe('the pages of merged records', () => {
  const world = useCredits()
  let w: World
  let site: Site
  beforeEach(async () => {
    w = world()
    site = await openSite({
      ...{ credits: w.credits, now: w.deps.now, appointments: createAppointments(w.deps) },
      merging: createMerging({ ...w.deps, recompute: books => w.credits.recompute(books) }),
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

  async function twice() {
    const familyName = unique('Двойникова').replace('-', '')
    const programme = await w.programme()
    const person = { familyName, givenName: 'Анна' }
    const kept = await w.enrol(programme, { person: { ...person, patronymic: 'Ильинична' } })
    const absorbed = await w.enrol(programme, { person, enrolledOn: '2025-01-15' })
    await w.entries(absorbed, ['M1'])
    return { familyName, kept, absorbed, query: `kept=${kept.learnerId}&absorbed=${absorbed.learnerId}` }
  }

  const mergeOf = async ({ learnerId }: { learnerId: string }) =>
    (await w.stores.merges.latest(10)).find(({ absorbedId }) => absorbedId === learnerId)?.id ?? ''

  it('finds two records, shows what happens, merges with a reason and undoes it', async () => {
    const { familyName, kept, absorbed, query } = await twice()
    const { get, post } = await enter()
    const found = await textOf(await get(`/admin/people/merges/new?find=${encodeURIComponent(familyName)}`))
    expect(found).to.include(`value="${kept.learnerId}"`).and.include(`value="${absorbed.learnerId}"`)
    const shown = await textOf(await get(`/admin/people/merges/new?${query}`))
    expect(shown).to.include('1 учётная запись, 0 книжек, 1 запись книжки').and.include('15.01.2025')
    const form = { kept: kept.learnerId, absorbed: absorbed.learnerId, reason: '' }
    expect((await post('/admin/people/merges/new', form)).status, 'it takes a reason').to.equal(422)
    const merged = await post('/admin/people/merges/new', { ...form, reason: 'заявление' })
    expect(merged.status).to.equal(303)
    const id = await mergeOf(absorbed)
    expect(await textOf(await get('/admin/people/merges'))).to.include('заявление')
    const undone = await post(`/admin/people/merges/${id}/undo`, { reason: 'разные люди' })
    expect(undone.status).to.equal(303)
    expect((await w.stores.enrolments.byId(absorbed.id))?.learnerId).to.equal(absorbed.learnerId)
    expect(await textOf(await get('/admin/people/merges'))).to.include('разные люди')
  })

  it('tells namesakes apart by their accounts, never by a СНИЛС, and asks why it is undone', async () => {
    const familyName = unique('Тёзкина').replace('-', '')
    const programme = await w.programme()
    const person = { familyName, givenName: 'Анна' }
    const enrol = (identity: string) => w.enrol(programme, { person, identity })
    const sub = unique('u')
    const [kept, absorbed] = [
      await enrol(`lti|https://lms.example|${sub}`),
      await enrol(`snils|${String(Date.now()).slice(-11)}`),
    ]
    const { get, post } = await enter()
    const find = `find=${encodeURIComponent(familyName)}`
    const found = await textOf(await get(`/admin/people/merges/new?${find}`))
    expect(found.match(new RegExp(`lms\\.example ${sub}`, 'g'))).to.have.length(2)
    expect(found).to.not.match(/snils\|?\d/)
    const pair = { kept: kept.learnerId, absorbed: absorbed.learnerId }
    const shown = await textOf(await get(`/admin/people/merges/new?${find}&${new URLSearchParams(pair)}`))
    expect(shown).to.include(`${familyName} Анна → ${familyName} Анна (lms.example ${sub})`)
    await post('/admin/people/merges/new', { ...pair, reason: 'заявление' })
    const id = await mergeOf(absorbed)
    const undo = await textOf(await get(`/admin/people/merges/${id}/undo`))
    expect(undo).to.include('Почему отменяете').and.not.include('Почему это один человек')
  })

  it('names why two records cannot become one, with the remedy and no button', async () => {
    const { enrolment, programme } = await w.readyLearner()
    const other = await w.enrol(programme)
    const issuer = { personId: 'i', name: 'И', roles: ['issuer' as const], scope: 'all' as const }
    await w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    const { get } = await enter()
    const html = await textOf(
      await get(`/admin/people/merges/new?kept=${other.learnerId}&absorbed=${enrolment.learnerId}`),
    )
    expect(html).to.include('Объедините наоборот').and.not.include('name="reason"')
  })

  it('is for administrators', async () => {
    const { get } = await enter(['curator'])
    expect((await get('/admin/people/merges')).status).to.equal(403)
  })
})
