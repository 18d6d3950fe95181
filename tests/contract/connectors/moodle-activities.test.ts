import { expect } from 'chai'
import { type Lms, startLms } from '#tests/lms/server'
import { bypassNock, moodleHarness, sorted } from './harness.ts'

const activities = 'core_completion_get_activities_completion_status'

describe('activities inside courses of a Moodle', () => {
  bypassNock()
  let lms: Lms
  before(async () => {
    lms = await startLms({ learners: 12, odd: false, courses: 2, completedShare: 0.5 })
  })
  after(() => lms.close())
  afterEach(() => lms.faults.clear())

  const pull = async (settings = {}) => {
    const harness = moodleHarness(lms, { batchSize: 4, ...settings })
    await harness.pull()
    return harness
  }

  it('are read only if the connection asks for them', async () => {
    const harness = await pull()
    expect(harness.calls.get(activities)).to.equal(undefined)
    expect([...harness.records.keys()].some(key => key.includes('/'))).to.equal(false)
  })

  it('come beside the courses, complete or passed, without hours, with a place to look', async () => {
    const plain = await pull()
    const harness = await pull({ activities: true })
    const own = sorted(harness.records).filter(({ item }) => item.activity)
    expect(own.length).to.be.greaterThan(plain.records.size)
    expect(harness.records.size - own.length, 'courses as before').to.equal(plain.records.size)
    for (const { key, item, state, hours, when, evidence } of own) {
      expect(key).to.match(/^\d+:\d+\/\d+$/)
      expect(item.courseId).to.equal(key.split(':')[1])
      expect(['completed', 'passed']).to.include(state)
      expect(hours).to.deep.equal([])
      expect(when.at).to.be.a('string')
      expect(evidence).to.include(`/mod/${item.activity?.kind}/view.php?id=${item.activity?.id}`)
    }
  })

  it('that were failed are told of no more than those that were never done', async () => {
    const odd = await startLms({ learners: 60, courses: 4 })
    try {
      const pairs = [...odd.population.learnerIds()].flatMap(userId =>
        odd.population.coursesOf(userId).map(({ id }) => [userId, id] as const),
      )
      const failed = pairs.filter(pair => odd.population.progress(...pair)?.state === 'failed')
      const harness = moodleHarness(odd, { activities: true })
      await harness.pull()
      expect(failed.length).to.be.above(0)
      for (const [userId, id] of failed) {
        const states = [0, 1, 2].map(k => harness.records.get(`${userId}:${id}/${id}${k}`)?.state)
        expect(states, `${userId}:${id}`).to.deep.equal(['completed', undefined, 'completed'])
      }
    } finally {
      await odd.close()
    }
  })

  it('cost one call for each learner and tracked course, bundled or not', async () => {
    const harness = await pull({ activities: true })
    const enrolments = harness.calls.get('core_enrol_get_users_courses') ?? 0
    expect(enrolments).to.equal(12)
    expect(harness.calls.get(activities)).to.be.within(12, 12 * 2)
    const bundled = await pull({ activities: true, path: 'batch' })
    expect(bundled.calls.get(activities)).to.equal(undefined)
    expect(sorted(bundled.records)).to.deep.equal(sorted(harness.records))
  })

  it('that Moodle does not show are told of one by one, and the rest goes on', async () => {
    lms.faults.on(activities, { kind: 'error', errorcode: 'requireloginerror' })
    const harness = await pull({ activities: true })
    expect(harness.faults).to.have.length(1)
    expect(harness.faults[0]?.code).to.equal('moodle_requireloginerror')
    expect(harness.records.size).to.be.greaterThan(10)
  })

  it('are named by the check if the service lacks their function', async () => {
    const poor = await startLms({
      learners: 4,
      courses: 1,
      functions: [
        'core_webservice_get_site_info',
        'core_course_get_courses_by_field',
        'core_enrol_get_enrolled_users',
        'core_enrol_get_users_courses',
        'core_completion_get_course_completion_status',
      ],
    })
    const codes = async (settings: Record<string, unknown>) =>
      (await moodleHarness(poor, settings).check()).findings.map(({ message }) => message).join()
    expect(await codes({})).not.to.include(activities)
    expect(await codes({ activities: true })).to.include(`${activities} is missing`)
    await poor.close()
  })
})
