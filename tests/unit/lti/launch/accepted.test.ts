import { expect } from 'chai'
import { CLAIM } from '#lti/launch/claims'
import { createBench } from '../support/bench.ts'
import { ACCEPTED } from './accepted-rows.ts'

describe('a launch that must be accepted', () => {
  for (const [fact, row, change, roles] of ACCEPTED) {
    it(`${row}: accepts ${fact} as ${roles}`, async () => {
      const bench = createBench()
      const launch = await bench.launch({ change: change as Record<string, unknown> })
      expect(launch.roles).to.deep.equal(roles)
      expect(launch.sub).to.equal('7')
      expect(bench.writes).to.deep.equal(['create', 'consume'])
    })
  }

  it('accepts an empty list of roles as a learner', async () => {
    const launch = await createBench().launch({ change: { [CLAIM.roles]: [] } })
    expect(launch.roles).to.deep.equal(['learner'])
  })

  it('accepts our client id as a list of one audience', async () => {
    const launch = await createBench().launch({ change: { aud: ['client-1'] } })
    expect(launch.clientId).to.equal('client-1')
  })

  it('accepts clocks that differ by less than a minute, either way', async () => {
    await createBench().launch({ later: 119 })
    await createBench().launch({ later: -60 })
  })

  it('says who came, from where and as what', async () => {
    const change = {
      given_name: 'Марина Леонидовна',
      [CLAIM.custom]: { course_idnumber: 'CRS-013', odd: 7 },
      [CLAIM.ags]: { scope: ['s1'], lineitems: 'https://lms.example/lineitems?type_id=1' },
      [CLAIM.nrps]: { context_memberships_url: 'https://lms.example/members' },
    }
    expect(await createBench().launch({ change })).to.deep.equal({
      issuer: 'https://lms.example',
      clientId: 'client-1',
      deploymentId: '1',
      registrationId: 'p1',
      rung: 'cookie',
      opens: {},
      sub: '7',
      name: { full: 'Пётр Соколов', given: 'Марина', family: 'Соколов', patronymic: 'Леонидовна' },
      email: 'sokolov@school.example',
      roles: ['learner'],
      context: { id: '14', title: 'Менеджмент', label: 'MENEDJ' },
      resourceLink: { id: '2', title: 'Зачётка' },
      messageType: 'LtiResourceLinkRequest',
      targetLinkUri: 'https://tool.example/book',
      locale: 'en',
      endpoints: {
        ags: { lineItems: 'https://lms.example/lineitems?type_id=1' },
        nrps: 'https://lms.example/members',
        scopes: ['s1', 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'],
      },
      custom: { course_idnumber: 'CRS-013' },
      platformOrigin: 'https://lms.example',
      returnUrl: 'https://lms.example/mod/lti/return.php?course=14',
    })
  })
})
