import { expect } from 'chai'
import type { RouteView } from '#credits/routes/contract'
import { parseHours } from '#domain/hours'
import type { RouteItemError } from '#domain/routes/errors'
import { codeOf } from '#tests/support/thrown'
import { at, item, SCHOOL, useRoutes } from './use-routes.ts'

describe('a row of a draft', () => {
  const world = useRoutes()

  it('changes its own fields alone, and takes away what is told to be taken away', async () => {
    const w = world()
    const { enrolment, actor } = await w.learner('tspu')
    const draft = await w.draft(actor, enrolment)
    const details = { plannedUntil: '2024-10-03', form: 'distance' as const, provider: 'Лицей' }
    const id = String(draft.items[0]?.id)
    const whole = await w.routes.putItem(actor, at(draft), { ...item, ...details, id })
    const named = await w.routes.changeItem(actor, at(whole), id, {
      title: ' Слёт ',
      plannedOn: '2024-10-02',
    })
    expect(named.items).to.have.length(1)
    expect(named.items[0]).to.deep.include({ ...item, ...details, title: 'Слёт', plannedOn: '2024-10-02' })
    const bare = await w.routes.changeItem(actor, at(named), id, { form: null, provider: '' })
    expect(bare.items[0]).to.deep.include({ title: 'Слёт', hours: item.hours, plannedUntil: '2024-10-03' })
    expect(bare.items[0]).to.not.have.any.keys('form', 'provider')
    expect(bare.history.map(({ action }) => action)).to.deep.equal(['start', 'draft'])
  })

  it('is refused whole, field by field; of a module only day and place are the route’s', async () => {
    const w = world()
    const { enrolment, actor } = await w.learner('tspu')
    const draft = await w.draft(actor, enrolment)
    const id = String(draft.items[0]?.id)
    const wrong = w.routes.changeItem(actor, at(draft), id, {
      title: ' ',
      hours: null,
      plannedOn: '2031-01-01',
    })
    const refused = await wrong.then(
      () => undefined,
      (error: RouteItemError) => error,
    )
    expect(refused?.issues.map(({ path }) => path)).to.deep.equal(['title', 'hours', 'plannedOn'])
    const planned = { moduleId: 'M3', plannedOn: '2024-11-01' }
    const after = await w.routes.putItem(actor, at(draft), planned)
    const module = after.items[1]
    const change = { title: 'Иное', hours: parseHours('2'), provider: 'Лицей' }
    const kept = await w.routes.changeItem(actor, at(after), String(module?.id), change)
    expect(kept.items[1]).to.deep.equal({ ...module, provider: 'Лицей' })
  })

  it('is not written over what somebody else changed, not in a plan that was sent, and not where it is gone', async () => {
    const w = world()
    const { enrolment, actor } = await w.learner('tyumen')
    const draft = await w.draft(actor, enrolment)
    const id = String(draft.items[0]?.id)
    const removed = await w.routes.removeItem(actor, at(draft), id)
    const change = (seen: RouteView) => codeOf(w.routes.changeItem(actor, at(seen), id, { title: 'Слёт' }))
    expect(await change(draft)).to.equal('route_changed')
    expect(await change(removed)).to.equal('not_found')
    const sent = await w.routes.send(actor, at(await w.routes.restoreItem(actor, at(removed), id)))
    expect(await change(sent)).to.equal('route_state')
  })

  it('keeps from where its day was moved in the revision before', async () => {
    const w = world()
    const { programme } = await w.learner('subscription')
    const head = await w.person('Петров Пётр')
    const institute = await w.person('Институтский Игорь')
    await w.appoint(head, 'head', { programmeIds: [programme.id], organisations: [SCHOOL] })
    await w.appoint(institute, 'institute', { programmeIds: [programme.id] })
    const key = { organisation: SCHOOL, programmeId: programme.id, orderedHours: parseHours('72') }
    const draft = await w.routes.putItem(head, at(await w.routes.start(head, key)), item)
    const approved = await w.routes.take(institute, at(await w.routes.send(head, at(draft))), {})
    const id = String(approved.items[0]?.id)
    const seen = await w.routes.read(head, approved.id)
    const moved = await w.routes.moveDate(head, at(seen), id, '2024-11-05')
    const begun = await w.routes.change(head, at(moved))
    const changed = await w.routes.changeItem(head, at(begun), id, { title: 'Слёт' })
    expect(changed.items[0]).to.deep.include({ title: 'Слёт', movedFrom: ['2024-10-01'] })
  })
})
