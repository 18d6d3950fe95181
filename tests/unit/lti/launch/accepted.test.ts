import { expect } from 'chai'
import { CLAIM } from '#lti/launch/claims'
import { createBench } from '../support/bench.ts'
import { INSTRUCTOR, LEARNER } from '../support/platform.ts'

const noPii = { given_name: undefined, family_name: undefined, name: undefined, email: undefined }
const unknown = 'http://purl.imsglobal.org/vocab/lis/v2/unknown/unknown#Helper'

/** Conformance guide 6.1.2 (instructor, V1–V9) and 6.1.3 (student, V10–V18). */
const rows = (
  first: number,
  role: string,
  short: string,
  ours: string,
): [string, string, object, string[]][] => [
  ['plain', `V${first}`, { [CLAIM.roles]: [role] }, [ours]],
  ['several roles', `V${first + 1}`, { [CLAIM.roles]: [role, `${role}X`, unknown] }, [ours]],
  ['a short role', `V${first + 2}`, { [CLAIM.roles]: [short] }, ['learner']],
  ['an unknown role', `V${first + 3}`, { [CLAIM.roles]: [unknown] }, ['learner']],
  ['one empty role', `V${first + 4}`, { [CLAIM.roles]: [''] }, ['learner']],
  ['e-mail only', `V${first + 5}`, { [CLAIM.roles]: [role], ...noPii, email: 'a@b.example' }, [ours]],
  ['names only', `V${first + 6}`, { [CLAIM.roles]: [role], email: undefined }, [ours]],
  ['nothing personal', `V${first + 7}`, { [CLAIM.roles]: [role], ...noPii }, [ours]],
  ['no context', `V${first + 8}`, { [CLAIM.roles]: [role], [CLAIM.context]: undefined }, [ours]],
]

describe('a launch that must be accepted', () => {
  for (const [fact, row, change, roles] of [
    ...rows(1, INSTRUCTOR, 'Instructor', 'curator'),
    ...rows(10, LEARNER, 'Learner', 'learner'),
  ]) {
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
