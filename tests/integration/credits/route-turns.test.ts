import { expect } from 'chai'
import type { Actor } from '#domain/access/actor'
import { requirementText } from '#domain/texts/texts'
import { at, item, SCHOOL, useRoutes } from './use-routes.ts'

describe('a book that asks for an approved route', () => {
  const world = useRoutes()

  it('names whom the route waits for, from before it is begun until it is approved', async () => {
    const w = world()
    const { enrolment, programme, actor } = await w.learner('tyumen')
    const head = await w.person('Петров Пётр')
    const methodist = await w.person('Фёдорова Ирина')
    await w.appoint(head, 'head', { programmeIds: [programme.id], organisations: [SCHOOL] })
    await w.appoint(methodist, 'methodist', { programmeIds: [programme.id] })
    const told = () => toldTo(w.credits, actor)

    expect(await told()).to.equal('Маршрут не утверждён: ждёт слушателя')
    const sent = await w.routes.send(actor, at(await w.draft(actor, enrolment)))
    expect(await told()).to.equal('Маршрут не утверждён: ждёт наставника или руководителя организации')
    const agreed = await w.routes.take(head, at(sent), {})
    expect(await told()).to.equal('Маршрут не утверждён: ждёт методиста')
    await w.routes.take(methodist, at(agreed), {})
    expect(await told()).to.match(/^Маршрут утверждён: /)
  })

  it('names who decides on the plan of its school, where that is the route', async () => {
    const w = world()
    const { programme, actor } = await w.learner('subscription')
    const head = await w.person('Петров Пётр')
    await w.appoint(head, 'head', { programmeIds: [programme.id], organisations: [SCHOOL] })
    const key = { organisation: SCHOOL, programmeId: programme.id }
    expect(await toldTo(w.credits, actor)).to.match(/ждёт руководителя организации/)
    const draft = await w.routes.putItem(head, at(await w.routes.start(head, key)), item)
    await w.routes.send(head, at(draft))
    expect(await toldTo(w.credits, actor)).to.equal(
      'Маршрут не утверждён: ждёт муниципальный орган или институт',
    )
  })

  async function toldTo(credits: ReturnType<typeof world>['credits'], actor: Actor): Promise<string> {
    const { book } = await credits.readBooks(actor, {})
    const asked = book?.progress.requirements.find(({ id }) => id === 'route-approved')
    return asked ? requirementText(asked, 'ru').text : 'not asked for'
  }
})
