import { expect } from 'chai'
import fc from 'fast-check'
import { mapRoles } from '#lti/launch/roles'
import { INSTRUCTOR, LEARNER } from '../support/platform.ts'

const LIS = 'http://purl.imsglobal.org/vocab/lis/v2'

describe('roles of a launch', () => {
  const table: [fact: string, uris: string[], ours: string[]][] = [
    ['an instructor is a curator', [INSTRUCTOR], ['curator']],
    ['a learner is a learner', [LEARNER], ['learner']],
    ['both are both', [INSTRUCTOR, LEARNER], ['learner', 'curator']],
    [
      'an administrator of the context issues',
      [`${LIS}/membership#Administrator`],
      ['issuer', 'administrator'],
    ],
    [
      'an administrator of the institution issues',
      [`${LIS}/institution/person#Administrator`],
      ['issuer', 'administrator'],
    ],
    [
      'an administrator of the system issues',
      [`${LIS}/system/person#Administrator`],
      ['issuer', 'administrator'],
    ],
    [
      'Moodle’s administrator confirms too',
      [`${LIS}/system/person#Administrator`, INSTRUCTOR],
      ['curator', 'issuer', 'administrator'],
    ],
    ['a mentor is no curator', [`${LIS}/membership#Mentor`], ['learner']],
    ['a content developer is no curator', [`${LIS}/membership#ContentDeveloper`], ['learner']],
    [
      'an assistant’s sub-role alone is no curator',
      [`${LIS}/membership/Instructor#TeachingAssistant`],
      ['learner'],
    ],
    [
      'an instructor of the institution is no curator here',
      [`${LIS}/institution/person#Instructor`],
      ['learner'],
    ],
    ['a short name is no curator', ['Instructor', 'Administrator'], ['learner']],
    ['another case is no curator', [INSTRUCTOR.toLowerCase()], ['learner']],
    ['nobody is a learner', [], ['learner']],
  ]
  for (const [fact, uris, ours] of table) {
    it(fact, () => expect(mapRoles(uris)).to.deep.equal(ours))
  }

  it('gives nobody more than a learner for words it does not know', () => {
    fc.assert(fc.property(fc.array(fc.string()), words => mapRoles(words).join() === 'learner'))
  })
})
