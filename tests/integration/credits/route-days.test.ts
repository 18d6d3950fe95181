import { expect } from 'chai'
import type { RouteView } from '#credits/routes/contract'
import { at, useRoutes } from './use-routes.ts'

const SENT = Date.parse('2026-10-01T05:00:00Z')
const DAY = 86_400_000

describe('how long a decision on a plan usually takes', () => {
  const world = useRoutes()

  /** Sent again and again, and returned after so many days each time. */
  async function sentAfter(days: readonly number[]): Promise<RouteView> {
    const w = world()
    const { enrolment, programme, actor: learner } = await w.learner('tyumen')
    const head = await w.person('Петров Пётр')
    await w.appoint(head, 'head', { programmeIds: [programme.id] })
    let now = SENT
    const on = (moment: number) => w.at(new Date(moment))
    on(now)
    let route = await w.routes.send(learner, at(await w.draft(learner, enrolment)))
    for (const n of days) {
      now += n * DAY
      on(now)
      const returned = await w.routes.returnForRework(head, at(route), 'Мало часов')
      route = await w.routes.send(learner, at(returned))
    }
    return route
  }

  it('is the median of the programme’s decisions, however long the writing took', async () => {
    expect((await sentAfter([1, 4, 4, 6, 9])).answerDays).to.equal(4)
  })

  it('is five days while too little was decided', async () => {
    expect((await sentAfter([1])).answerDays).to.equal(5)
  })
})
