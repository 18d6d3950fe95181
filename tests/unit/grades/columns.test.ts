import { expect } from 'chai'
import { gradeFaultOf, targetsOf } from '#grades/columns'
import { SCOPE } from '#lti/services/scopes'
import type { ServiceGrant } from '#store/ports/grants'
import type { Enrolment, StoredProgramme } from '#store/ports/people'

const grant = (more: Partial<ServiceGrant> = {}): ServiceGrant => ({
  id: 'g',
  registrationId: 'r',
  issuer: 'https://lms.example',
  deployment: 'd',
  contextId: '2',
  lineItems: 'https://lms.example/items',
  columns: [],
  ownColumns: [],
  scopes: [SCOPE.score, SCOPE.lineItem],
  seenAt: '2026-11-22T09:00:00.000Z',
  revision: 0,
  ...more,
})
const link = (more = {}) => ({ linkId: 'l', lineItem: 'https://lms.example/item', ...more })
const enrolment = (id: string, programmeId: string, more: Partial<Enrolment> = {}): Enrolment => ({
  id,
  learnerId: 'p',
  programmeId,
  enrolledOn: '2026-01-01',
  facts: {},
  status: 'active',
  createdAt: '',
  ...more,
})
const programmes = new Map(
  ['A', 'B', 'C'].map(id => [id, { id, deployments: id === 'C' ? ['other'] : ['d'] } as StoredProgramme]),
)
const shown = (of: ServiceGrant, enrolments: Enrolment[]) =>
  targetsOf(of, enrolments, programmes).map(({ column, enrolment: each }) => `${column} ${each.id}`)

describe('columns of a course', () => {
  const both = [enrolment('1', 'A'), enrolment('2', 'B', { enrolledOn: '2026-05-01' }), enrolment('3', 'C')]

  it('gives each programme of the deployment a column of ours where links have none', () => {
    expect(shown(grant(), both)).to.deep.equal(['own|B 2', 'own|A 1'])
  })

  it('shows a link’s own programme, and in a plain link the latest active one', () => {
    expect(shown(grant({ columns: [link({ programmeId: 'A' })] }), both)).to.deep.equal(['link|l 1'])
    expect(shown(grant({ columns: [link()] }), both)).to.deep.equal(['link|l 2'])
    const finished = [
      enrolment('1', 'A'),
      enrolment('2', 'B', { enrolledOn: '2026-05-01', status: 'finished' }),
    ]
    expect(shown(grant({ columns: [link()] }), finished)).to.deep.equal(['link|l 1'])
    expect(
      shown(grant({ columns: [link({ programmeId: 'C' })] }), both),
      'of another deployment',
    ).to.deep.equal([])
  })

  it('turns to a column of ours when the link’s is gone', () => {
    expect(shown(grant({ columns: [link({ gone: true })] }), [enrolment('1', 'A')])).to.deep.equal([
      'own|A 1',
    ])
  })

  const faults: [title: string, more: Partial<ServiceGrant>, fault: string | null][] = [
    ['all there', {}, null],
    ['a link’s column needs no scope for line items', { columns: [link()], scopes: [SCOPE.score] }, null],
    ['no scope for scores', { scopes: [SCOPE.lineItem] }, 'no-score-scope'],
    [
      'only the scope to read line items',
      { scopes: [SCOPE.score, `${SCOPE.lineItem}.readonly`] },
      'no-line-item-scope',
    ],
  ]
  for (const [title, more, fault] of faults) {
    it(`finds what a course lacks: ${title}`, () => {
      expect(gradeFaultOf(grant(more))).to.equal(fault)
    })
  }

  it('finds that a course has no grades at all, or no column and no way to make one', () => {
    const { lineItems: _, ...bare } = grant()
    expect(gradeFaultOf(bare)).to.equal('no-grade-service')
    expect(gradeFaultOf({ ...bare, columns: [link({ gone: true })] })).to.equal('no-line-item')
    expect(targetsOf(bare, both, programmes)).to.deep.equal([])
  })
})
