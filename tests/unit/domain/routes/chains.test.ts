import { expect } from 'chai'
import { draftersOf, initiatorsOf, routeSubjectType } from '#domain/routes/chain'
import { mayTake, returnRoute, takeStep } from '#domain/routes/decisions'
import { changeRoute, requireRoom, sendRoute, withdrawRoute } from '#domain/routes/machine'
import { latestRevision, revisionInForce } from '#domain/routes/route'
import { codeThrown } from '#tests/support/thrown'
import { regulationNamed, tspu } from '../support.ts'
import { anItem, aRoute, by, inRole, named, stateOf, walk } from './support.ts'

const tyumen = regulationNamed('tyumen')
const grozny = regulationNamed('grozny-91')
const subscription = regulationNamed('subscription')
const omsk = regulationNamed('omsk')

describe('the chain of a route, regulation by regulation', () => {
  describe('Tyumen', () => {
    it('T8: the learner sends, mentor or head agrees, the methodist approves', () => {
      for (const agreeing of ['mentor', 'head'] as const) {
        const agreed = walk(tyumen, aRoute(tyumen), 'learner', agreeing)
        expect(stateOf(agreed)).to.equal('in-approval')
        const approved = takeStep(agreed, by(inRole('methodist')))
        expect(stateOf(approved)).to.equal('approved')
        const roles = latestRevision(approved).steps.map(step => step.signature?.as)
        expect(roles).to.deep.equal([agreeing, 'methodist'])
      }
    })

    it('T8: two people agree and approve, even if one of them holds both roles', () => {
      const both = named('p-both', 'head', 'methodist')
      const agreed = takeStep(walk(tyumen, aRoute(tyumen), 'learner'), by(both))
      expect(codeThrown(() => takeStep(agreed, by(both)))).to.equal('route_same_person')
      expect(mayTake(agreed, { actor: both })).to.equal(false)
      expect(stateOf(takeStep(agreed, by(inRole('methodist'))))).to.equal('approved')
    })

    it('T8: the methodist does not come before mentor or head', () => {
      const sent = walk(tyumen, aRoute(tyumen), 'learner')
      expect(codeThrown(() => takeStep(sent, by(inRole('methodist'))))).to.equal('route_out_of_turn')
      expect(codeThrown(() => takeStep(sent, by(inRole('institute'))))).to.equal('route_role')
    })

    it('T1: where the head is the learner, the next level decides in their place', () => {
      const sent = walk(tyumen, aRoute(tyumen), 'learner')
      const self = named('p-learner', 'learner', 'head')
      expect(codeThrown(() => takeStep(sent, by(self, { ofLearner: ['head'] })))).to.equal('own_route')
      expect(codeThrown(() => takeStep(sent, by(inRole('municipality'))))).to.equal('route_role')
      const agreed = takeStep(sent, by(inRole('municipality'), { ofLearner: ['head'] }))
      expect(latestRevision(agreed).steps[0]?.signature?.as).to.equal('municipality')
    })

    it('T14: a change goes the same way again, and the first revision is kept', () => {
      const approved = walk(tyumen, aRoute(tyumen), 'learner', 'head', 'methodist')
      const changing = changeRoute(approved, 'learner', by(inRole('learner')))
      expect(revisionInForce(changing)?.number).to.equal(1)
      const again = walk(tyumen, changing, 'learner', 'mentor', 'methodist')
      expect(again.revisions.map(({ number, state }) => [number, state])).to.deep.equal([
        [1, 'superseded'],
        [2, 'approved'],
      ])
      expect(revisionInForce(again)?.number).to.equal(2)
    })
  })

  describe('TSPU', () => {
    it('P10: the learner builds a route alone, and changes it in agreement with the curator', () => {
      expect(draftersOf(tspu, 'first')).to.deep.equal(['learner'])
      const built = walk(tspu, aRoute(tspu), 'learner')
      expect(stateOf(built)).to.equal('approved')
      const changing = changeRoute(built, 'learner', by(inRole('learner')))
      const sent = walk(tspu, changing, 'learner')
      expect(stateOf(sent)).to.equal('in-approval')
      expect(revisionInForce(sent)?.number).to.equal(1)
      expect(stateOf(takeStep(sent, by(inRole('curator'))))).to.equal('approved')
    })

    it('P2: a route grows by revisions, each of them kept', () => {
      let route = walk(tspu, aRoute(tspu), 'learner')
      for (let i = 2; i <= 4; i++) {
        route = changeRoute(route, 'learner', by(inRole('learner')))
        const draft = latestRevision(route)
        const items = [...draft.items, anItem(`i${i}`)]
        route = { ...route, revisions: [...route.revisions.slice(0, -1), { ...draft, items }] }
        route = walk(tspu, route, 'learner', 'curator')
      }
      expect(route.revisions.map(({ items }) => items.length)).to.deep.equal([1, 2, 3, 4])
      expect(revisionInForce(route)?.number).to.equal(4)
    })
  })

  describe('Grozny', () => {
    it('G3: head, association or teacher begin it, a group drafts, it may be discussed, the head orders it', () => {
      expect(initiatorsOf(grozny)).to.include.members(['head', 'association', 'learner', 'group'])
      expect(draftersOf(grozny, 'first')).to.deep.equal(['group'])
      const discussed = walk(grozny, aRoute(grozny), 'group', 'learner', 'association', 'council', 'head')
      expect(stateOf(discussed)).to.equal('approved')
      const order = latestRevision(discussed).steps.at(-1)?.signature?.order
      expect(order).to.deep.equal({ number: '17-од', date: '2026-11-20' })
    })

    it('G3: what may be discussed may be left out; the order has a number and a date', () => {
      const sent = walk(grozny, aRoute(grozny), 'group')
      expect(codeThrown(() => takeStep(sent, by(inRole('head'))))).to.equal('route_order_required')
      const ordered = walk(grozny, aRoute(grozny), 'group', 'head')
      expect(latestRevision(ordered).steps.map(step => step.status)).to.deep.equal([
        'skipped',
        'skipped',
        'skipped',
        'taken',
      ])
    })

    it('G7: a deviation corrects the plan: the curator drafts, the head orders', () => {
      const ordered = walk(grozny, aRoute(grozny), 'group', 'head')
      expect(draftersOf(grozny, 'change')).to.deep.equal(['curator'])
      const changed = walk(grozny, changeRoute(ordered, 'curator', by(inRole('curator'))), 'curator', 'head')
      expect(revisionInForce(changed)?.number).to.equal(2)
    })
  })

  describe('the subscription', () => {
    it('M1: the school asks, the municipality agrees, the institute concludes', () => {
      expect(routeSubjectType(subscription)).to.equal('school')
      const concluded = walk(subscription, aRoute(subscription), 'head', 'municipality', 'institute')
      expect(stateOf(concluded)).to.equal('approved')
      expect(latestRevision(concluded).steps.map(step => step.does)).to.deep.equal(['agrees', 'approves'])
    })

    it('M3: in a city there are two parties: the municipality may be left out', () => {
      const concluded = walk(subscription, aRoute(subscription), 'head', 'institute')
      expect(latestRevision(concluded).steps.map(step => step.status)).to.deep.equal(['skipped', 'taken'])
    })

    it('M6: the school changes themes alone, the agreement stays', () => {
      const concluded = walk(subscription, aRoute(subscription), 'head', 'institute')
      const changing = changeRoute(concluded, 'head', by(inRole('head')))
      expect(stateOf(walk(subscription, changing, 'head', 'head'))).to.equal('approved')
    })
  })

  describe('Omsk', () => {
    it('O4: the head talks it over with the teacher and approves; after a course it is corrected the same way', () => {
      const approved = walk(omsk, aRoute(omsk), 'learner', 'head', 'head')
      expect(latestRevision(approved).steps.map(step => step.does)).to.deep.equal(['interviews', 'approves'])
      const corrected = walk(
        omsk,
        changeRoute(approved, 'learner', by(inRole('learner'))),
        'learner',
        'head',
        'head',
      )
      expect(revisionInForce(corrected)?.number).to.equal(2)
    })
  })
})

describe('the steps of a route', () => {
  const sent = () => walk(tyumen, aRoute(tyumen), 'learner')

  it('an empty plan is not sent', () => {
    const [draft] = aRoute(tyumen).revisions
    const empty = aRoute(tyumen, { revisions: [{ ...(draft as NonNullable<typeof draft>), items: [] }] })
    expect(codeThrown(() => sendRoute(empty, tyumen, 'learner', by(inRole('learner'))))).to.equal(
      'route_empty',
    )
  })

  it('what was sent is not sent again, what is a draft is not approved', () => {
    expect(codeThrown(() => sendRoute(sent(), tyumen, 'learner', by(inRole('learner'))))).to.equal(
      'route_state',
    )
    expect(codeThrown(() => takeStep(aRoute(tyumen), by(inRole('head'))))).to.equal('route_state')
  })

  it('a return keeps the revision as it was sent and opens the next one', () => {
    const returned = returnRoute(sent(), by(inRole('head'), { comment: ' Мало практики ' }))
    expect(returned.revisions.map(({ number, state }) => [number, state])).to.deep.equal([
      [1, 'returned'],
      [2, 'draft'],
    ])
    expect(returned.revisions[0]?.steps[0]?.signature?.comment).to.equal('Мало практики')
    expect(returned.revisions[1]?.items).to.deep.equal(returned.revisions[0]?.items)
    expect(returned.history.at(-1)).to.include({ action: 'return', revision: 1, comment: 'Мало практики' })
  })

  it('a return without a comment is refused, and so is one by somebody whose turn it is not', () => {
    expect(codeThrown(() => returnRoute(sent(), by(inRole('head'), { comment: ' ' })))).to.equal(
      'route_comment_required',
    )
    expect(codeThrown(() => returnRoute(sent(), by(inRole('methodist'), { comment: 'Нет' })))).to.equal(
      'route_out_of_turn',
    )
  })

  it('it is withdrawn while nobody decided, and not after', () => {
    expect(stateOf(withdrawRoute(sent(), 'learner', by(inRole('learner'))))).to.equal('draft')
    const agreed = takeStep(sent(), by(inRole('head')))
    expect(codeThrown(() => withdrawRoute(agreed, 'learner', by(inRole('learner'))))).to.equal('route_state')
  })

  it('a stopped route takes no step', () => {
    const closed = { ...sent(), closed: { at: '', by: '', byName: '', reason: '' } }
    expect(codeThrown(() => takeStep(closed, by(inRole('head'))))).to.equal('route_state')
    expect(mayTake(closed, { actor: inRole('head') })).to.equal(false)
  })

  it('every step is a line of the history with who, in which role, when, and the version that it made', () => {
    const route = walk(tyumen, aRoute(tyumen), 'learner', 'head', 'methodist')
    expect(route.history.map(line => [line.action, line.byRole, line.version])).to.deep.equal([
      ['send', 'learner', 2],
      ['take', 'head', 3],
      ['take', 'methodist', 4],
    ])
  })

  it('a document that would grow too large is refused before it is written', () => {
    const route = sent()
    const [line] = route.history
    const long = { ...route, history: Array.from({ length: 3001 }, () => line as NonNullable<typeof line>) }
    expect(codeThrown(() => requireRoom(long))).to.equal('route_full')
    const [revision] = route.revisions
    const items = Array.from({ length: 20_001 }, (_, i) => anItem(String(i)))
    const wide = { ...route, revisions: [{ ...(revision as NonNullable<typeof revision>), items }] }
    expect(codeThrown(() => requireRoom(wide))).to.equal('route_full')
    expect(codeThrown(() => requireRoom(route))).to.equal('nothing thrown')
  })

  it('the route given is never changed', () => {
    const before = aRoute(tyumen)
    const copy = structuredClone(before)
    walk(tyumen, before, 'learner', 'head', 'methodist')
    expect(before).to.deep.equal(copy)
  })
})
