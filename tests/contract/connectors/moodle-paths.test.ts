import { expect } from 'chai'
import type { SourceRecord } from '#connectors/record'
import { type Lms, startLms } from '#tests/lms/server'
import { REPORT_HEADERS } from '#tests/lms/ws/report'
import { bypassNock, type MoodleHarness, moodleHarness, rejection, sorted } from './harness.ts'

const bundle = 'tool_mobile_call_external_functions'
const retrieve = 'core_reportbuilder_retrieve_report'
const enrolments = 'core_enrol_get_users_courses'
const details = 'core_completion_get_course_completion_status'
const rosters = 'core_enrol_get_enrolled_users'
const courses = 'core_course_get_courses_by_field'
const report = { id: 1, timeZone: 'Asia/Tomsk' }

describe('a pull from Moodle in bundles', () => {
  bypassNock()
  let lms: Lms
  before(async () => {
    lms = await startLms({ learners: 36, courses: 4, odd: false, completedShare: 0.4 })
  })
  after(() => lms.close())
  afterEach(() => lms.faults.clear())

  async function pulled(settings: object): Promise<MoodleHarness> {
    const harness = moodleHarness(lms, { batchSize: 18, bundleSize: 12, ...settings })
    await harness.pull()
    return harness
  }

  for (const format of ['json', 'xml']) {
    it(`brings the same records as call by call (${format})`, async () => {
      const [plain, bundled] = [await pulled({ format }), await pulled({ format, path: 'batch' })]
      expect(sorted(bundled.records)).to.deep.equal(sorted(plain.records))
      expect(plain.records.size).to.be.above(40)
    })
  }

  it('spends one request on a bundle of learners or of new completions', async () => {
    const harness = await pulled({ path: 'batch', batchSize: 36, bundleSize: 30 })
    const completions = harness.records.size
    expect(Object.fromEntries(harness.calls)).to.deep.equal({
      [courses]: 1,
      [rosters]: 8,
      [bundle]: Math.ceil(36 / 30) + Math.ceil(completions / 30),
    })
  })

  it('39 goes on behind a call that failed, and puts that one aside', async () => {
    const calm = await pulled({ path: 'batch' })
    for (const call of [3, 25, 40])
      lms.faults.on(details, { kind: 'error', errorcode: 'usernotenroled' }, { call })
    const harness = await pulled({ path: 'batch' })
    expect(lms.faults.fired.filter(({ target }) => target === details)).to.have.length(3)
    expect(harness.faults.map(({ code }) => code)).to.deep.equal(Array(3).fill('moodle_usernotenroled'))
    expect(harness.records.size).to.equal(calm.records.size - 3)
  })

  it('39 tries a call again by itself when its fault passes', async () => {
    const calm = await pulled({})
    lms.faults.on(enrolments, { kind: 'error', errorcode: 'dmlreadexception' }, { call: 5 })
    const harness = await pulled({ path: 'batch' })
    expect(sorted(harness.records)).to.deep.equal(sorted(calm.records))
    expect(harness.calls.get(enrolments)).to.equal(1)
  })

  it('39 ends when the token dies inside a bundle', async () => {
    lms.faults.on(enrolments, { kind: 'error', errorcode: 'invalidtoken' }, { call: 7 })
    const harness = moodleHarness(lms, { path: 'batch' })
    expect(await rejection(harness.pull())).to.include({ code: 'moodle_invalidtoken' })
  })

  for (const body of ['{"responses":[]}', '{"responses":[{"error":fal', '<html></html>']) {
    it(`39 makes the calls one by one when a bundle is answered by ${body}`, async () => {
      const calm = await pulled({})
      lms.faults.on(bundle, { kind: 'replace', body, contentType: 'application/json' })
      const harness = await pulled({ path: 'batch' })
      expect(sorted(harness.records)).to.deep.equal(sorted(calm.records))
      expect(harness.calls.get(enrolments)).to.equal(12)
      expect(harness.faults).to.deep.equal([])
    })
  }
})

describe('a pull from a report of Moodle', () => {
  bypassNock()
  let lms: Lms
  beforeEach(async () => {
    lms = await startLms({ learners: 40 })
  })
  afterEach(() => lms.close())

  const open = (settings = {}) => moodleHarness(lms, { path: 'report', report, pageSize: 80, ...settings })
  const minute = (record: SourceRecord | undefined) => record?.when.at?.slice(0, 16)

  it('brings every completion, those of ended enrolments too, with the official time', async () => {
    const harness = open()
    await harness.pull()
    const told = [...lms.population.learnerIds()]
      .flatMap(id => lms.population.completionsOf(id))
      .filter(({ hidden }) => hidden !== 'deleted' && hidden !== 'tracking')
      .map(({ userId, courseId, timecompleted }) => [
        `${userId}:${courseId}`,
        new Date(timecompleted * 1000).toISOString().slice(0, 16),
      ])
    expect(
      told.some(([key]) =>
        lms.population.completionsOf(Number(key?.split(':')[0])).some(c => c.hidden === 'enrolment'),
      ),
    ).to.equal(true)
    expect([...harness.records].map(([key, record]) => [key, minute(record)])).to.have.deep.members(told)
    expect([...harness.records.values()].every(({ when }) => when.quality === 'exact')).to.equal(true)
  })

  it('gives the records of the other paths, but for the seconds', async () => {
    const [plain, harness] = [moodleHarness(lms), open()]
    await plain.pull()
    await harness.pull()
    for (const [key, record] of plain.records) {
      const { when, ...rest } = record
      const { when: other, ...same } = harness.records.get(key) as SourceRecord
      expect(same).to.deep.equal(rest)
      expect(other.at?.slice(0, 16)).to.equal(when.at?.slice(0, 16))
    }
  })

  it('leaves a stored time alone that is the same to the minute', async () => {
    const harness = moodleHarness(lms)
    await harness.pull()
    const before = sorted(harness.records)
    const same = open()
    for (const record of before) same.records.set(record.key, record)
    await same.pull()
    for (const record of before) expect(same.records.get(record.key)).to.deep.equal(record)
  })

  it('spends one call per page of rows, and one for the courses', async () => {
    await lms.close()
    lms = await startLms({ learners: 200, courses: 20, odd: false, completedShare: 0.1 })
    const harness = open({ pageSize: 1000 })
    await harness.pull()
    expect(Object.fromEntries(harness.calls)).to.deep.equal({ [courses]: 1, [retrieve]: 4 })
    expect(harness.records.size).to.be.above(300)
    expect(harness.warnings.map(({ code }) => code)).not.to.include('moodle_report_miscounted')
  })

  it('33 resumes after any page with the same result', async () => {
    const whole = open()
    await whole.pull()
    expect(whole.pages).to.be.above(2)
    for (let k = 1; k < whole.pages; k++) {
      const harness = open()
      await harness.pull({ killAfter: k, loseLastCursor: k % 2 === 0 })
      await harness.pull({ from: harness.cursor })
      expect(sorted(harness.records)).to.deep.equal(sorted(whole.records))
    }
  })

  it('starts again when the cursor is of another path', async () => {
    const harness = moodleHarness(lms, { batchSize: 5 })
    await harness.pull({ killAfter: 2 })
    const other = open()
    await other.pull({ from: harness.cursor })
    const whole = open()
    await whole.pull()
    expect(sorted(other.records)).to.deep.equal(sorted(whole.records))
  })

  it('32 stops at a column that is missing, renamed or moved to a double, and names it', async () => {
    const renamed = REPORT_HEADERS.map(header => (header === 'Time completed' ? 'Дата' : header))
    for (const headers of [renamed, [...REPORT_HEADERS.slice(0, 8), 'First name']]) {
      lms.site.reportHeaders = headers
      const fault = await rejection(open().pull())
      expect(fault).to.include({ code: 'moodle_report_columns', kind: 'config' })
    }
    lms.site.reportHeaders = renamed
    const harness = open({ report: { ...report, headers: { completedAt: 'Дата' } } })
    await harness.pull()
    expect(harness.records.size).to.be.above(30)
  })

  it('32 stops in the middle when somebody edits the report meanwhile', async () => {
    const harness = open()
    const fault = await rejection(
      harness.pull({
        onPage: () => {
          lms.site.reportHeaders = ['x']
        },
      }),
    )
    expect(fault).to.include({ code: 'moodle_report_columns' })
  })

  it('44 puts aside a row that cannot be read, and says when rows were counted wrong', async () => {
    const row = (user: string, time: string) => ({
      columns: [user, 'Анна', 'И', '', '', '', '<a href="/course/view.php?id=2">К</a>', 'Yes', time],
    })
    const link = '<a href="/user/view.php?course=2&amp;id=101">А</a>'
    const rows = [
      row('Анна', 'Tuesday, 21 October 2025, 4:53 PM'),
      row(link, 'вторник, 21 октября'),
      row(link, 'Tuesday, 21 October 2025, 4:53 PM'),
    ]
    const data = { headers: REPORT_HEADERS, rows, totalrowcount: 5 }
    lms.faults.on(retrieve, {
      kind: 'replace',
      body: JSON.stringify({ data }),
      contentType: 'application/json',
    })
    const harness = open()
    await harness.pull()
    expect(harness.records.get('101:2')?.when).to.deep.include({
      at: '2025-10-21T09:53:00.000Z',
      quality: 'exact',
    })
    expect(harness.faults.map(({ code }) => code)).to.deep.equal(
      Array(2).fill('moodle_report_row_unreadable'),
    )
    expect(harness.warnings.map(({ code }) => code)).to.include('moodle_report_miscounted')
  })

  it('is chosen by itself where there is one, then bundles, then single calls', async () => {
    const auto = async (settings: object) => {
      const harness = moodleHarness(lms, { path: 'auto', ...settings })
      await harness.pull()
      return [retrieve, bundle, enrolments].find(name => harness.calls.has(name))
    }
    expect(await auto({ report })).to.equal(retrieve)
    expect(await auto({})).to.equal(bundle)
    await lms.close()
    lms = await startLms({
      learners: 10,
      functions: [courses, rosters, enrolments, details, 'core_webservice_get_site_info'],
    })
    expect(await auto({ report })).to.equal(enrolments)
  })
})
