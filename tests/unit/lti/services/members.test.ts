import { expect } from 'chai'
import { parseMembers } from '#lti/services/members'

describe('members of a context', () => {
  it('reads what Moodle answers, without the empty number in the registry', () => {
    const members = [
      {
        status: 'Active',
        roles: ['Learner'],
        user_id: '24',
        lis_person_sourcedid: '',
        name: 'Пётр Ильич Ёлкин',
        given_name: 'Пётр Ильич',
        family_name: 'Ёлкин',
        email: 'elkin@school.example',
        ext_user_username: 'sl022',
      },
    ]
    expect(parseMembers({ members })).to.deep.equal([
      {
        userId: '24',
        status: 'Active',
        roles: ['Learner'],
        name: 'Пётр Ильич Ёлкин',
        givenName: 'Пётр Ильич',
        familyName: 'Ёлкин',
        email: 'elkin@school.example',
      },
    ])
  })

  it('takes a member without a status for active, and an unknown one too', () => {
    const statuses = parseMembers({
      members: [{ user_id: '1' }, { user_id: '2', status: 'Deleted' }, { user_id: '3', status: 'x' }],
    })
    expect(statuses.map(one => one.status)).to.deep.equal(['Active', 'Deleted', 'Active'])
  })

  it('leaves out whom it cannot name, and survives anything else', () => {
    expect(parseMembers({ members: [null, 1, {}, { user_id: 7 }, { user_id: '' }] })).to.deep.equal([])
    expect(parseMembers({ members: 'none' })).to.deep.equal([])
  })
})
