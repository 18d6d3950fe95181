import { expect } from 'chai'
import { type DoneSince, dueAfterCourses } from '#domain/routes/due'
import { regulationNamed } from '../support.ts'

const course = (id: string, date: string, provider: string, kind: 'course' | 'seminar' = 'course') => ({
  ...{ id, date, provider, kind, moduleId: id, title: `Курс ${id}` },
})
const own = course('a', '2026-03-01', 'БОУ ДПО «ИРООО»')
const other = course('b', '2026-05-01', 'ТГПУ')
const steps = (held: readonly (typeof own)[], done: Partial<DoneSince> = {}, name = 'omsk') =>
  dueAfterCourses(regulationNamed(name), held, { interviews: [], plans: [], ...done }).map(
    ({ entryId, step }) => `${entryId} ${step}`,
  )

describe('what a course makes due', () => {
  it('O4: after the institute’s own an interview, then the plan corrected by it', () => {
    expect(steps([own])).to.deep.equal(['a interview'])
    expect(steps([own], { interviews: ['2026-02-28'] })).to.deep.equal(['a interview'])
    expect(steps([own], { interviews: ['2026-03-10'], plans: ['2026-03-05'] })).to.deep.equal([
      'a correction',
    ])
    expect(steps([own], { interviews: ['2026-03-10'], plans: ['2026-03-20'] })).to.deep.equal([])
  })

  it('O4: after anybody else’s a new plan, and no interview stands for it', () => {
    expect(steps([other], { interviews: ['2026-05-02'], plans: ['2026-04-30'] })).to.deep.equal([
      'b new-plan',
    ])
    expect(steps([other], { plans: ['2026-05-01'] })).to.deep.equal([])
  })

  it('O4: each course has its own, the earliest first; events that are no courses have none', () => {
    expect(steps([other, own, course('c', '2026-06-01', 'ТГПУ', 'seminar')])).to.deep.equal([
      'a interview',
      'b new-plan',
    ])
  })

  it('is nothing where the regulation asks for nothing', () => {
    expect(steps([own, other], {}, 'tspu')).to.deep.equal([])
  })
})
