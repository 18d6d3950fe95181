import { expect } from 'chai'
import { type Lms, startLms } from '#tests/lms/server'
import { bypassNock, moodleHarness, sorted } from './harness.ts'

const enrolments = 'core_enrol_get_users_courses'
const details = 'core_completion_get_course_completion_status'
const rosters = 'core_enrol_get_enrolled_users'
const courses = 'core_course_get_courses_by_field'

describe('a pull from Moodle', () => {
  bypassNock()
  let lms: Lms
  beforeEach(async () => {
    lms = await startLms({ learners: 20 })
  })
  afterEach(() => lms.close())

  it('brings every completion that the site tells, with its time, and no other', async () => {
    const harness = moodleHarness(lms)
    await harness.pull()
    const told = [...lms.population.visibleCompletions()].map(
      one => [`${one.userId}:${one.courseId}`, new Date(one.timecompleted * 1000).toISOString()] as const,
    )
    const got = [...harness.records.values()].map(record => [record.key, record.when.at] as const)
    expect(got).to.have.deep.members(told)
    expect(harness.faults).to.deep.equal([])
  })

  it('gives the same records from XML as from JSON', async () => {
    const json = moodleHarness(lms, { format: 'json' })
    const xml = moodleHarness(lms, { format: 'xml' })
    await json.pull()
    await xml.pull()
    expect(sorted(xml.records)).to.deep.equal(sorted(json.records))
  })

  it('spends one call per learner and one per new completion, and none for details the second time', async () => {
    await lms.close()
    lms = await startLms({ learners: 200, courses: 20, odd: false, completedShare: 0.03 })
    const harness = moodleHarness(lms)
    await harness.pull()
    expect(Object.fromEntries(harness.calls)).to.deep.equal({
      [courses]: 1,
      [rosters]: 2 * 20,
      [enrolments]: 200,
      [details]: harness.records.size,
    })
    expect(lms.requests.total).to.equal(1 + 40 + 200 + harness.records.size)
    expect(harness.records.size).to.be.above(90)
    harness.clear()
    await harness.pull()
    expect(Object.fromEntries(harness.calls)).to.deep.equal({
      [courses]: 1,
      [rosters]: 40,
      [enrolments]: 200,
    })
  })

  it('asks for the time of a new completion only', async () => {
    const harness = moodleHarness(lms)
    await harness.pull()
    harness.clear()
    lms.population.complete(103, 2, 1_790_000_000)
    await harness.pull()
    expect(harness.calls.get(details)).to.equal(1)
    expect(harness.records.get('103:2')?.when).to.deep.equal({
      at: '2026-09-21T14:13:20.000Z',
      quality: 'derived',
      raw: '1790000000',
    })
  })

  it('20, 21 finds a completion that is dated long before the last pass, or as another one', async () => {
    const harness = moodleHarness(lms)
    await harness.pull()
    lms.population.complete(103, 2, 1_500_000_000)
    await harness.pull()
    lms.population.complete(103, 3, 1_500_000_000)
    await harness.pull()
    for (const key of ['103:2', '103:3'])
      expect(harness.records.get(key)?.when.at, key).to.equal('2017-07-14T02:40:00.000Z')
  })

  it('23 keeps the key of a course completed a second time; a full pass reads the new date', async () => {
    const harness = moodleHarness(lms)
    lms.population.complete(103, 2, 1_500_000_000)
    await harness.pull()
    lms.population.complete(103, 2, 1_790_000_000)
    await harness.pull()
    expect(harness.records.get('103:2')?.when.raw).to.equal('1500000000')
    await harness.pull({ mode: 'full' })
    expect(harness.records.get('103:2')?.when.raw).to.equal('1790000000')
  })

  for (const settings of [{ path: 'plain' }, { path: 'batch' }]) {
    it(`reads dates of the overlap window again, and no other (${settings.path})`, async () => {
      const harness = moodleHarness(lms, settings)
      for (const id of [103, 104]) lms.population.complete(id, 2, 1_500_000_000)
      lms.population.complete(103, 3, 1_500_000_001)
      await harness.pull()
      for (const id of [103, 104]) lms.population.complete(id, 2, 1_790_000_000)
      lms.population.complete(103, 3, 1_790_000_000)
      harness.clear()
      const at = (seconds: number) => new Date(seconds * 1000)
      await harness.pull({ overlap: { after: at(1_499_999_000), until: at(1_500_000_000) } })
      const dates = ['103:2', '104:2', '103:3'].map(key => harness.records.get(key)?.when.raw)
      expect(dates).to.deep.equal(['1790000000', '1790000000', '1500000001'])
      if (settings.path === 'plain') expect(harness.calls.get(details)).to.equal(2)
      await harness.pull({ overlap: { after: at(1_500_000_001), until: at(1_500_000_002) } })
      expect(harness.records.get('103:3')?.when.raw, 'the window begins after').to.equal('1500000001')
    })
  }

  it('24 yields stored records again with changed hours and names, without a call for details', async () => {
    const harness = moodleHarness(lms)
    await harness.pull()
    harness.clear()
    lms.population.setHours(2, '12.5')
    lms.population.changePerson(101, { lastname: 'Новая', email: 'new@school.example' })
    await harness.pull()
    expect(harness.records.get('101:2')?.hours[0]).to.include({ value: '12.5', raw: '12.5 ч.' })
    expect(harness.records.get('101:2')?.person).to.include({
      familyName: 'Новая',
      email: 'new@school.example',
    })
    expect(harness.calls.get(details)).to.equal(undefined)
  })

  it('24 leaves out deleted people and keeps what was read of them before', async () => {
    const harness = moodleHarness(lms)
    await harness.pull()
    lms.population.deletePerson(101)
    harness.clear()
    await harness.pull()
    expect(harness.faults).to.deep.equal([])
    expect(harness.records.has('101:2')).to.equal(true)
  })

  it('15 reads on after a page that is short because people on it are hidden', async () => {
    await lms.close()
    lms = await startLms({ learners: 30, courses: 1, odd: false, completedShare: 1 })
    for (const id of [103, 104, 105]) lms.population.changePerson(id, { invisible: true })
    const harness = moodleHarness(lms, { pageSize: 10 })
    await harness.pull()
    expect(harness.records.size).to.equal(27)
  })

  it('16 asks once more after a last page that is exactly full', async () => {
    await lms.close()
    // two teachers and 18 learners: two pages of ten
    lms = await startLms({ learners: 18, courses: 1, odd: false, completedShare: 1 })
    const harness = moodleHarness(lms, { pageSize: 10 })
    await harness.pull()
    expect(harness.records.size).to.equal(18)
    expect(harness.calls.get(rosters)).to.equal(3)
  })

  it('17 stops at a roster that repeats itself, and says so', async () => {
    const rows = JSON.stringify([{ id: 101, roles: [{ shortname: 'student' }] }])
    lms.faults.on(
      rosters,
      { kind: 'replace', body: rows, contentType: 'application/json' },
      { times: Number.POSITIVE_INFINITY },
    )
    const harness = moodleHarness(lms, { pageSize: 1, courses: 'ids:2' })
    await harness.pull()
    expect(harness.warnings.map(({ code }) => code)).to.include('moodle_roster_repeats')
    expect(harness.calls.get(enrolments)).to.equal(1)
  })

  for (const fault of [{ kind: 'duplicate-rows' }, { kind: 'shift-page', by: -3 }] as const) {
    it(`19 reads nobody twice when rows come again (${fault.kind})`, async () => {
      await lms.close()
      lms = await startLms({ learners: 30, courses: 1, odd: false, completedShare: 1 })
      lms.faults.on(rosters, fault, { call: 2, times: Number.POSITIVE_INFINITY })
      const harness = moodleHarness(lms, { pageSize: 10, batchSize: 4 })
      await harness.pull()
      expect(harness.records.size).to.equal(30)
      expect(harness.calls.get(enrolments)).to.equal(30)
    })
  }

  it('19 finds on the next pass whoever slipped from one page to another', async () => {
    await lms.close()
    lms = await startLms({ learners: 30, courses: 1, odd: false, completedShare: 1 })
    lms.faults.on(rosters, { kind: 'shift-page', by: 2 }, { call: 2, times: Number.POSITIVE_INFINITY })
    const harness = moodleHarness(lms, { pageSize: 10 })
    await harness.pull()
    expect(harness.records.size).to.be.below(30)
    lms.faults.clear()
    await harness.pull()
    expect(harness.records.size).to.equal(30)
  })

  it('14 says that a roster is empty, for it may be hidden', async () => {
    const harness = moodleHarness(lms, { courses: 'ids:2' })
    lms.faults.on(rosters, { kind: 'replace', body: '[]', contentType: 'application/json' })
    await harness.pull()
    expect(harness.warnings.map(({ code }) => code)).to.include('moodle_roster_empty')
  })

  it('33 loses nobody of a roster page that was read in part, the cursor stored or lost', async () => {
    await lms.close()
    lms = await startLms({ learners: 10, courses: 1, odd: false, completedShare: 1 })
    const settings = { pageSize: 8, batchSize: 3 }
    const whole = moodleHarness(lms, settings)
    await whole.pull()
    expect(whole.records.size).to.equal(10)
    for (let k = 1; k < whole.pages; k++) {
      const harness = moodleHarness(lms, settings)
      await harness.pull({ killAfter: k, loseLastCursor: k % 2 === 0 })
      await harness.pull({ from: harness.cursor })
      expect([...harness.records.keys()], `killed after page ${k}`).to.have.members([...whole.records.keys()])
    }
  })

  it('pulls only the courses that were chosen, and names one that is not given', async () => {
    const harness = moodleHarness(lms, { courses: 'ids:2,3,999' })
    await harness.pull()
    expect(new Set([...harness.records.values()].map(record => record.item.courseId))).to.deep.equal(
      new Set(['2', '3']),
    )
    expect(harness.warnings.map(({ code }) => code)).to.include('moodle_course_not_visible')
  })

  it('28 keeps hours that are empty, negative or huge, verbatim', async () => {
    const harness = moodleHarness(lms)
    await harness.pull()
    const hours = new Map(
      [...harness.records.values()].map(record => [record.item.shortName, record.hours[0]]),
    )
    expect(hours.get('CD-PUSTO')).to.include({ value: null, raw: '' })
    expect(hours.get('CD-MINUS')).to.include({ value: '-4', raw: '-4.0 ч.' })
    expect(hours.get('CD-MNOGO')).to.include({ value: '10000' })
  })

  it('holds its memory flat: the cursor of many learners stays small', async () => {
    await lms.close()
    lms = await startLms({ learners: 200, courses: 1, odd: false, completedShare: 0 })
    const harness = moodleHarness(lms, { pageSize: 50, batchSize: 50 })
    const sizes: number[] = []
    await harness.pull({
      onPage: page => void sizes.push(JSON.stringify(page.next).length),
    })
    expect(harness.calls.get(enrolments)).to.equal(200)
    expect(Math.max(...sizes)).to.be.below(300)
  })
})
