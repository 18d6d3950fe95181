import { expect } from 'chai'
import { GRADES_SUBSCRIBER } from '#grades/grades'
import { deadLetterId } from '#store/ports/outbox'
import { codeOf } from '#tests/support/thrown'
import { type Courses, everywhere, useCourses } from './use-courses.ts'

const administrator = everywhere(['administrator'])

/** A learner with confirmed hours whose last event nobody tries any more. */
function useGivenUp(): () => Promise<{ at: Courses; id: string; learnerId: string }> {
  const courses = useCourses({ learners: 12 })
  return async () => {
    const at = courses()
    const userId = 101
    const enrolment = await at.enrol(await at.programme(), userId)
    await at.process.grades.rememberGrant(at.launchOf({ userId }))
    at.lms.faults.on('lti:scores', { kind: 'status', status: 503 }, { times: 3 })
    await at.confirm(enrolment, ['M1'])
    await at.tick()
    const { outbox } = at.process.stores
    const events = await outbox.after(enrolment.learnerId, 0, 50)
    const event = events.findLast(one => one.type === 'progress.changed') ?? events[0]
    const { id: eventId = '', type = '', stream = '' } = event ?? {}
    const letter = { subscriber: GRADES_SUBSCRIBER, stream, eventId, type, attempts: 36, replay: false }
    const id = deadLetterId(GRADES_SUBSCRIBER, eventId)
    await outbox.bury({ ...letter, id, at: '2026-11-22T09:00:00.000Z', code: 'http-503' })
    return { at, id, learnerId: enrolment.learnerId }
  }
}

describe('grades that were given up', () => {
  const givenUp = useGivenUp()

  it('are listed with the person, in courses where the person is, and sent again on demand', async () => {
    const { at, id, learnerId } = await givenUp()
    const listed = await at.process.grades.undelivered(administrator, at.grantId())
    expect(listed.map(one => [one.id, one.person.id, one.code, one.isAsked])).to.deep.equal([
      [id, learnerId, 'http-503', false],
    ])
    expect(await at.process.grades.replayUndelivered(administrator, at.grantId())).to.equal(1)
    expect((await at.process.grades.undelivered(administrator, at.grantId()))[0]?.isAsked).to.equal(true)
    at.later(60)
    await at.tick()
    expect(await at.process.grades.undelivered(administrator, at.grantId())).to.deep.equal([])
    const { course } = await at.process.grades.readCourse(administrator, { id: at.grantId(), limit: 9 })
    expect(course.counts).to.include({ sent: 1, waiting: 0 })
  })
})

describe('grades that were given up in one course', () => {
  const givenUp = useGivenUp()

  it('are nobody else’s: neither of another deployment nor of another course', async () => {
    const { at } = await givenUp()
    const stranger = { ...administrator, scope: ['elsewhere'] }
    const { undelivered, replayUndelivered } = at.process.grades
    expect(await codeOf(undelivered(stranger, at.grantId()))).to.equal('not_found')
    expect(await codeOf(replayUndelivered(stranger, at.grantId()))).to.equal('not_found')
    expect(await codeOf(undelivered(everywhere(['learner']), at.grantId()))).to.equal('forbidden')
    const other = at.lms.courses[1]?.id ?? 0
    await at.process.grades.rememberGrant(at.launchOf({ role: 'teacher', courseId: other }))
    expect(await undelivered(administrator, at.grantId(at.platform, other))).to.deep.equal([])
  })
})
