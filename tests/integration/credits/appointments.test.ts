import { expect } from 'chai'
import { ltiKey } from '#store/ports/people'
import { metBy } from '#tests/support/met-by'
import { codeOf } from '#tests/support/thrown'
import { anActor, HERE } from './use-credits.ts'
import { administrator, at, SCHOOL, useRoutes } from './use-routes.ts'

const SINCE = '2026-01-01T00:00:00.000Z'

describe('appointments', () => {
  const world = useRoutes()

  it('of a deputy need a basis and a last day', async () => {
    const w = world()
    const { personId } = await w.person('Заместитель Зоя')
    const input = { personId, role: 'head', from: '2026-09-01', deputy: true } as const
    expect(await codeOf(w.appointments.appoint(administrator, input))).to.equal('invalid_input')
    const whole = { ...input, until: '2026-12-31', basis: 'приказ № 4' }
    expect((await w.appointments.appoint(administrator, whole)).deputy).to.equal(true)
  })

  it('name each field that does not hold', async () => {
    const w = world()
    const { personId } = await w.person('Петров Пётр')
    const input = { personId, role: 'nobody' as 'head', from: '2026-02-30', until: 'x' }
    const failure = await w.appointments.appoint(administrator, input).catch(error => error)
    expect(failure.issues.map(({ path }: { path: string }) => path)).to.deep.equal(['role', 'from', 'until'])
  })

  it('are the administrator’s, within the programmes that they administer', async () => {
    const w = world()
    const { programme } = await w.learner('tyumen')
    const { personId } = await w.person('Петров Пётр')
    const input = { personId, role: 'head', from: '2026-09-01', programmeIds: [programme.id] } as const
    for (const role of ['learner', 'curator', 'issuer'] as const)
      expect(await codeOf(w.appointments.appoint(anActor([role]), input))).to.equal('forbidden')
    const here = anActor(['administrator'], { scope: [HERE] })
    const { id } = await w.appointments.appoint(here, input)
    const { programmeIds: _all, ...forAll } = input
    expect(await codeOf(w.appointments.appoint(here, forAll))).to.equal('not_found')
    const elsewhere = anActor(['administrator'], { scope: ['https://other.example|c|1'] })
    const over = { id, until: '2026-11-22', reason: 'x' }
    expect(await codeOf(w.appointments.end(elsewhere, over))).to.equal('not_found')
    expect((await w.appointments.list(elsewhere)).rows).to.deep.equal([])
    expect(await w.appointments.find(elsewhere, 'Петров')).to.deep.equal([])
    expect((await w.appointments.list(here)).rows.map(row => row.id)).to.include(id)
  })

  it('said twice, or by two at once, are one; with another term whoever gave it is named', async () => {
    const w = world()
    const { programme } = await w.learner('tyumen')
    const person = await w.person('Двойнов Иван')
    const input = {
      ...{ personId: person.personId, role: 'head' as const, from: '2026-09-01', basis: 'приказ № 4' },
      ...{ programmeIds: [programme.id], organisations: ['МАОУ СОШ № 12'] },
    }
    const both = await Promise.all([1, 2].map(() => w.appointments.appoint(administrator, input)))
    const again = await w.appointments.appoint(administrator, {
      ...{ ...input, basis: ' приказ № 4 ' },
      organisations: ['маоу  сош №12'],
    })
    expect(new Set([...both, again].map(({ id }) => id)).size).to.equal(1)
    expect(again.isNew).to.equal(false)
    const all = () => w.stores.appointments.byPerson(person.personId)
    expect(await all()).to.have.length(1)
    const met = await metBy(w.appointments.appoint(administrator, { ...input, until: '2027-01-01' }))
    expect(met).to.deep.include({
      ...{ byName: administrator.name, action: 'appointed' },
      differences: [{ field: 'until', was: '2027-01-01', now: '' }],
    })
    await w.appointments.end(administrator, { id: again.id, until: '2026-11-22', reason: 'ошибка' })
    const next = await w.appointments.appoint(administrator, { ...input, from: '2026-11-23' })
    expect([next.isNew, (await all()).length]).to.deep.equal([true, 2])
  })

  it('handed to somebody who holds the same are not held twice', async () => {
    const w = world()
    const { programme } = await w.learner('tyumen')
    const [leaving, coming] = [await w.person('Уходящий Пётр'), await w.person('Бывшая Ирина')]
    const scope = { programmeIds: [programme.id] }
    await w.appoint(leaving, 'head', scope)
    const held = await w.appoint(coming, 'head', scope)
    const input = { fromPersonId: leaving.personId, toPersonId: coming.personId, on: '2026-11-22' }
    const { appointments } = await w.appointments.handOver(administrator, input)
    expect(appointments.map(({ begun }) => begun)).to.deep.equal([held])
    expect(await w.stores.appointments.byPerson(coming.personId)).to.have.length(1)
  })

  it('end once, with a reason; the history keeps who and why', async () => {
    const w = world()
    const id = await w.appoint(await w.person('Петров Пётр'), 'head')
    const end = (until: string, reason = 'перевод') =>
      w.appointments.end(administrator, { id, until, reason })
    expect(await codeOf(end('2026-11-22', ' '))).to.equal('invalid_input')
    const codes = await Promise.all([codeOf(end('2026-11-22')), codeOf(end('2026-11-22'))])
    expect(codes.toSorted()).to.deep.equal(['conflict', 'nothing thrown'])
    const { history, until } = (await w.stores.appointments.byId(id)) ?? {}
    expect(until).to.equal('2026-11-22')
    expect(history?.map(({ action, reason }) => [action, reason])).to.deep.equal([
      ['appointed', undefined],
      ['ended', 'перевод'],
    ])
  })

  it('of whoever leaves go to another, with open steps of routes; done again nothing doubles', async () => {
    const w = world()
    const { enrolment, programme, actor: learner } = await w.learner('tyumen')
    const [leaving, coming] = [await w.person('Петров Пётр'), await w.person('Фёдорова Ирина')]
    const old = await w.appoint(leaving, 'head', { programmeIds: [programme.id], organisations: [SCHOOL] })
    const sent = await w.routes.send(learner, at(await w.draft(learner, enrolment)))
    const input = { fromPersonId: leaving.personId, toPersonId: coming.personId, on: '2026-11-22' }
    expect((await w.appointments.previewHandOver(administrator, input)).appointments).to.have.length(1)
    const record = await w.appointments.handOver(administrator, { ...input, comment: 'увольнение' })
    expect(record.appointments.map(({ ended }) => ended)).to.deep.equal([old])
    const late = w.appointments.handOver({ ...administrator, personId: 'p-late', name: 'Другой' }, input)
    expect(await metBy(late)).to.include({ byName: administrator.name, action: 'handed-over' })
    expect((await w.stores.appointments.byPerson(coming.personId)).length).to.equal(1)
    expect((await w.stores.appointments.byId(old))?.until).to.equal('2026-11-21')
    expect(await codeOf(w.routes.take(leaving, at(sent), {}))).to.equal('not_found')
    expect((await w.routes.list(coming, { show: 'mine' })).rows.map(({ id }) => id)).to.deep.equal([sent.id])
    expect((await w.routes.take(coming, at(sent), {})).steps[0]?.status).to.equal('taken')
    const kept = (await w.appointments.handOvers(administrator)).find(({ id }) => id === record.id)
    expect(kept).to.include({ fromName: 'Петров Пётр', toName: 'Фёдорова Ирина', comment: 'увольнение' })
  })

  it('of somebody invited wait for their first launch', async () => {
    const w = world()
    const issuer = 'https://lms.example'
    await w.stores.platforms.create({
      ...{ id: 'invites', name: 'LMS', issuer, clientId: 'client', active: true, createdAt: SINCE },
      ...{ authUrl: `${issuer}/auth`, tokenUrl: `${issuer}/token`, jwksUrl: `${issuer}/jwks` },
      deployments: [{ id: '1', approved: true, seenAt: SINCE }],
    })
    const here = anActor(['administrator'], { scope: [HERE] })
    const person = { account: ' 4711 ', familyName: 'Приглашённая', givenName: 'Вера' }
    const invited = await w.appointments.invite(here, { ...person, platformId: 'invites' })
    const launched = await w.stores.people.ensure(
      ltiKey(issuer, '4711'),
      { familyName: 'П', givenName: 'В' },
      SINCE,
    )
    expect(launched.id).to.equal(invited.id)
    const elsewhere = anActor(['administrator'], { scope: ['https://other.example|c|1'] })
    const foreign = w.appointments.invite(elsewhere, { ...person, platformId: 'invites' })
    expect(await codeOf(foreign)).to.equal('invalid_input')
    const blank = await w.appointments
      .invite(here, { ...person, account: ' ', platformId: 'invites' })
      .catch(error => error)
    expect(blank.issues.map(({ path }: { path: string }) => path)).to.deep.equal(['account'])
  })

  it('are found by the beginning of the family name', async () => {
    const w = world()
    const id = await w.appoint(await w.person('Разыскиваемый Роман'), 'head')
    const { rows, next } = await w.appointments.list(administrator, { name: 'разыск' })
    expect([rows.map(row => row.id), next]).to.deep.equal([[id], null])
    expect((await w.appointments.list(administrator, { name: 'нетакого' })).rows).to.deep.equal([])
  })
})
