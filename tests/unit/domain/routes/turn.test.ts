import { expect } from 'chai'
import type { Participant } from '#domain/regulations/data'
import { returnRoute, takeStep } from '#domain/routes/decisions'
import { sendRoute } from '#domain/routes/machine'
import { latestRevision } from '#domain/routes/route'
import { approvalAwaits } from '#domain/routes/turn'
import { requirementText } from '#domain/texts/texts'
import { regulationNamed } from '../support.ts'
import { AT, aRoute, inRole } from './support.ts'

describe('whom the approval of a route waits for', () => {
  const tyumen = regulationNamed('tyumen')
  const draft = aRoute(tyumen)
  const sent = sendRoute(draft, tyumen, 'learner', { actor: inRole('learner'), at: AT })
  const awaits = (route: typeof draft | null) => approvalAwaits(route, tyumen)

  it('is who writes it, until it is sent, whether it is begun or not', () => {
    expect(awaits(null)).to.deep.equal(['learner'])
    expect(awaits(draft)).to.deep.equal(['learner'])
  })

  it('is whose turn it is, step by step, and nobody once it holds', () => {
    expect(awaits(sent)).to.deep.equal(latestRevision(sent).steps[0]?.by)
    const agreed = takeStep(sent, { actor: inRole('head'), at: AT })
    expect(awaits(agreed)).to.deep.equal(['methodist'])
    expect(awaits(takeStep(agreed, { actor: inRole('methodist'), at: AT }))).to.deep.equal([])
  })

  it('is who writes it, again, once it was returned; nobody, where it was stopped', () => {
    const returned = returnRoute(sent, { actor: inRole('head'), at: AT, comment: 'Мало' })
    expect(awaits(returned)).to.deep.equal(['learner'])
    const closed = { at: AT, by: 'p', byName: 'Имя', reason: 'переход' }
    expect(awaits({ ...sent, closed })).to.deep.equal([])
  })

  const words = (lang: 'ru' | 'en', waitsFor?: Participant[]) =>
    requirementText(
      {
        ...({ id: 'route-approved', clause: 'п. 2.2', met: false, asks: 'recorded', has: 'none' } as const),
        ...(waitsFor && { facts: { waitsFor: waitsFor.join(' ') } }),
      },
      lang,
    )

  it('is said in words, with what to do', () => {
    expect(words('ru', ['head', 'methodist'])).to.deep.equal({
      text: 'Маршрут не утверждён: ждёт руководителя организации или методиста',
      remedy: 'Дождитесь решения или напомните о маршруте.',
    })
    expect(words('en', ['methodist']).text).to.equal('Route not approved: waiting for the methodist')
    expect(words('ru', ['learner'])).to.deep.equal({
      text: 'Маршрут не утверждён: ждёт слушателя',
      remedy: 'Отправьте маршрут на согласование.',
    })
    expect(words('ru').text, 'nothing is known of the route').to.equal('Маршрут не утверждён')
  })
})
