import { expect } from 'chai'
import { rightsOf } from '#credits/routes/rights'
import { canSee, standingOf } from '#credits/routes/standing'
import type { Actor } from '#domain/access/actor'
import type { Appointment, AppointmentScope } from '#domain/access/appointment'
import type { Approver } from '#domain/regulations/data'
import type { Regulation } from '#domain/regulations/regulation'
import { takeStep } from '#domain/routes/decisions'
import { commentRoute } from '#domain/routes/machine'
import type { Route } from '#domain/routes/route'
import { AT, aRoute, by, inRole, walk } from '#tests/unit/domain/routes/support'
import { regulationNamed } from '#tests/unit/domain/support'
import { programme } from '#tests/unit/http/support/views'

const tyumen = regulationNamed('tyumen')
const grozny = regulationNamed('grozny-91')
const omsk = regulationNamed('omsk')

const somebody: Actor = { personId: 'p-1', name: 'Орлова Мария', roles: ['learner'], scope: [] }

const appointed = (role: Approver, scope: AppointmentScope = {}, personId = 'p-1'): Appointment => ({
  id: `ap-${role}`,
  ...{ personId, role, from: '2026-09-01', history: [], createdAt: AT },
  ...scope,
})

function standing(route: Route, regulation: Regulation, appointments: Appointment[], actor = somebody) {
  const loaded = {
    route,
    regulation,
    programme: { ...programme, id: route.programmeId, deployments: [] },
    municipalityOf: (title?: string) => (title === 'Школа № 12' ? 'город томск' : undefined),
    learner: { id: 'p-learner', familyName: '', givenName: '', identities: [], createdAt: AT },
  }
  const found = standingOf(actor, loaded, appointments)
  return { loaded, found, may: rightsOf(loaded, found) }
}

const sent = () => walk(tyumen, aRoute(tyumen), 'learner')

describe('how somebody stands to a route', () => {
  it('T18: the department that is appointed for all sees every route and gives its opinion, and decides on none', () => {
    const { found, may } = standing(sent(), tyumen, [appointed('department')])
    expect(canSee(found)).to.equal(true)
    expect(may).to.include('comment').and.to.not.include('take')
    const opinion = commentRoute(sent(), 'department', by(found.actor, { comment: 'Усилить практику' }))
    expect(opinion.history.at(-1)).to.include({ byRole: 'department', comment: 'Усилить практику' })
  })

  it('T19: a named specialist of the institute sees the schools that they are attached to, and no others', () => {
    const attached = [appointed('institute', { organisations: ['Школа № 12'] })]
    expect(canSee(standing(sent(), tyumen, attached).found)).to.equal(true)
    const elsewhere = { ...sent(), organisation: 'Лицей № 3' }
    expect(canSee(standing(elsewhere, tyumen, attached).found)).to.equal(false)
    expect(standing(sent(), tyumen, attached).may)
      .to.include('comment')
      .and.to.not.include('take')
  })

  it('T19, T20: who is appointed for a municipality has all its schools, and no other', () => {
    const attached = [appointed('institute', { organisations: ['Город Томск'] })]
    expect(canSee(standing(sent(), tyumen, attached).found)).to.equal(true)
    const elsewhere = { ...sent(), organisation: 'Лицей № 3' }
    expect(canSee(standing(elsewhere, tyumen, attached).found)).to.equal(false)
    const methodist = [appointed('methodist', { organisations: ['Город Томск'] })]
    const agreed = takeStep(sent(), by(inRole('head')))
    expect(standing(agreed, tyumen, methodist).may).to.include('take')
  })

  it('T20: the methodist of the municipality approves, once the school has agreed', () => {
    const methodist = [appointed('methodist')]
    expect(standing(sent(), tyumen, methodist).may).to.not.include('take')
    const agreed = takeStep(sent(), by(inRole('head')))
    expect(standing(agreed, tyumen, methodist).may).to.include.members(['take', 'return'])
  })

  it('T21: the head of the school agrees, and nothing more', () => {
    const head = [appointed('head', { organisations: ['школа №12'] })]
    expect(standing(sent(), tyumen, head).may).to.include.members(['take', 'return'])
    const agreed = takeStep(sent(), by(inRole('head')))
    expect(standing(agreed, tyumen, head).may).to.not.include('take')
  })

  it('G1: group, curator and head are appointed, and the group writes what the learner begins', () => {
    const group = standing(aRoute(grozny), grozny, [appointed('group')])
    expect(group.may).to.include.members(['edit', 'send'])
    const learner = standing(aRoute(grozny), grozny, [], { ...somebody, personId: 'p-learner' })
    expect(canSee(learner.found)).to.equal(true)
    expect(learner.may).to.not.include('edit')
  })

  it('O10: school, city and region see a teacher’s programme by their appointments', () => {
    for (const role of ['head', 'methodist', 'municipality', 'institute', 'department'] as const)
      expect(canSee(standing(aRoute(omsk), omsk, [appointed(role)]).found), role).to.equal(true)
    expect(canSee(standing(aRoute(omsk), omsk, []).found)).to.equal(false)
    expect(canSee(standing(aRoute(omsk), omsk, [appointed('head', {}, 'p-2')]).found)).to.equal(false)
  })

  it('a curator by their launch acts as curator, in programmes of their scope only', () => {
    const curator: Actor = { ...somebody, roles: ['curator'], scope: 'all' }
    expect(standing(sent(), tyumen, [], curator).found.actor.roles).to.deep.equal([{ role: 'curator' }])
    const elsewhere = standing(sent(), tyumen, [], { ...curator, scope: ['elsewhere'] }).found
    expect(canSee(elsewhere)).to.equal(false)
  })
})
