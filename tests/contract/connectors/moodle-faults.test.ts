import { expect } from 'chai'
import type { Page } from '#connectors/contract'
import type { Fault } from '#tests/lms/faults'
import { type Lms, startLms } from '#tests/lms/server'
import { bypassNock, type MoodleHarness, moodleHarness, rejection, sorted, textOfAnswers } from './harness.ts'

const enrolments = 'core_enrol_get_users_courses'
const details = 'core_completion_get_course_completion_status'
const rosters = 'core_enrol_get_enrolled_users'
const courses = 'core_course_get_courses_by_field'
const forever = { times: Number.POSITIVE_INFINITY }

describe('a Moodle that misbehaves', () => {
  bypassNock()
  let lms: Lms
  before(async () => {
    lms = await startLms({ learners: 12, odd: false, courses: 3, completedShare: 0.7 })
  })
  after(() => lms.close())
  afterEach(() => {
    lms.faults.clear()
    lms.requests.reset()
  })

  const open = (settings = {}): MoodleHarness =>
    moodleHarness(
      lms,
      { batchSize: 4, ...settings },
      { limits: { headersMs: 200, stallMs: 200, bodyBytes: 100_000 } },
    )

  /** A pull from start to end although `fault` happened, with the result of an undisturbed one. */
  async function expectUndisturbed(target: string, fault: Fault, when = {}): Promise<MoodleHarness> {
    const calm = open()
    await calm.pull()
    lms.faults.on(target, fault, when)
    const harness = open()
    await harness.pull()
    expect(lms.faults.fired.length).to.be.above(0)
    expect(sorted(harness.records)).to.deep.equal(sorted(calm.records))
    return harness
  }

  /** A pull that ends with this fault, and resumes to the same result once it is over. */
  async function expectStopped(
    target: string,
    fault: Fault,
    code: string,
    when = {},
  ): Promise<MoodleHarness> {
    const calm = open()
    await calm.pull()
    lms.faults.on(target, fault, { call: 1, ...forever, ...when })
    const harness = open()
    const thrown = await rejection(harness.pull())
    expect(thrown.code, thrown.message).to.equal(code)
    lms.faults.clear()
    await harness.pull({ from: harness.cursor })
    expect(sorted(harness.records)).to.deep.equal(sorted(calm.records))
    expect(JSON.stringify([thrown, harness.logged, (thrown as Error).stack])).not.to.include(lms.token)
    return harness
  }

  it('1 names a token that is not valid, at the check', async () => {
    const report = await moodleHarness({ url: lms.url, token: 'wrong-token' }).check()
    expect(report.ok).to.equal(false)
    expect(report.findings.find(({ level }) => level === 'error')).to.include({ code: 'moodle_invalidtoken' })
    expect(JSON.stringify(report)).not.to.include('wrong-token')
  })

  it('2 stops when the token dies on the way, and resumes with a new one', () =>
    expectStopped(enrolments, { kind: 'invalid-token' }, 'moodle_invalidtoken', { call: 7 }))

  for (const format of ['json', 'xml']) {
    it(`3, 4 reads an error that comes with status 200 (${format})`, async () => {
      lms.faults.on(courses, { kind: 'error', errorcode: 'accessexception' }, forever)
      const thrown = await rejection(open({ format }).pull())
      expect(thrown).to.include({ code: 'moodle_accessexception', kind: 'forbidden' })
    })

    for (const kind of ['truncate', 'malformed', 'notice', 'maintenance-page'] as const) {
      it(`5, 6, 7 takes no spoiled answer for data (${kind}, ${format})`, async () => {
        lms.faults.on(courses, { kind }, forever)
        const thrown = await rejection(open({ format }).pull())
        expect(thrown.kind).to.equal('protocol')
        expect(thrown.code).to.match(/^moodle_(not_json|not_xml|notice_in_answer|page_in_answer)$/)
        expect(lms.requests.count(courses)).to.equal(1)
      })
    }
  }

  it('waits while the site is under maintenance', () =>
    expectUndisturbed(enrolments, { kind: 'maintenance' }, { call: 4, times: 2 }))

  it('7 asks again when the connection breaks off inside an answer', () =>
    expectUndisturbed(courses, { kind: 'reset' }))

  it('8 asks again when an answer stops in the middle', () =>
    expectUndisturbed(enrolments, { kind: 'stall' }, { call: 3 }))

  it('9 asks again when no answer comes', () =>
    expectUndisturbed(details, { kind: 'slow', ms: 500 }, { call: 2 }))

  it('11 obeys Retry-After in seconds', async () => {
    const harness = await expectUndisturbed(
      enrolments,
      { kind: 'status', status: 429, retryAfter: '7' },
      { call: 2 },
    )
    expect(harness.sleeps).to.include(7000)
  })

  it('11 obeys Retry-After as a date', async () => {
    const retryAfter = 'Sun, 22 Nov 2026 09:00:09 GMT'
    const harness = await expectUndisturbed(rosters, { kind: 'status', status: 503, retryAfter })
    expect(harness.sleeps).to.include(9000)
  })

  it('11 does not wait for an hour: the pass ends and resumes later', () =>
    expectStopped(enrolments, { kind: 'status', status: 429, retryAfter: '3600' }, 'http_rate_limited', {
      call: 12,
    }))

  it('12 tells a 403 that asks for patience from one that refuses', async () => {
    await expectUndisturbed(enrolments, { kind: 'status', status: 403, retryAfter: '1' })
    await expectStopped(enrolments, { kind: 'status', status: 403 }, 'moodle_services_refused')
  })

  for (const status of [502, 503, 504]) {
    it(`13 asks again after ${status}, and gives up after four tries`, async () => {
      await expectUndisturbed(enrolments, { kind: 'status', status }, { call: 3, times: 2 })
      lms.requests.reset()
      lms.faults.on(courses, { kind: 'status', status }, forever)
      const thrown = await rejection(open().pull())
      expect(thrown).to.include({ code: 'http_unavailable', kind: 'transient' })
      expect(lms.requests.count(courses)).to.equal(4)
    })
  }

  it('30 stops reading an answer that is larger than allowed', () =>
    expectStopped(courses, { kind: 'huge', bytes: 700_000 }, 'http_body_too_large'))

  for (const errorcode of ['usernotenroled', 'nocriteriaset', 'cannotviewreport', 'userdeleted']) {
    it(`44 sets a record aside that Moodle refuses (${errorcode}), and goes on`, async () => {
      lms.faults.on(details, { kind: 'error', errorcode }, { call: 2 })
      const harness = open()
      await harness.pull()
      expect(harness.faults.map(({ code }) => code)).to.deep.equal([`moodle_${errorcode}`])
      const [fault] = harness.faults
      expect(harness.records.has(fault?.key ?? '')).to.equal(false)
      expect(harness.records.size).to.be.above(15)
      await harness.pull()
      expect(harness.records.has(fault?.key ?? ''), 'it is tried again next time').to.equal(true)
    })
  }

  it('keeps a stored record when a full pass is refused its date', async () => {
    const harness = open()
    await harness.pull()
    const before = sorted(harness.records)
    lms.faults.on(details, { kind: 'error', errorcode: 'usernotenroled' }, forever)
    harness.clear()
    await harness.pull({ mode: 'full' })
    expect(sorted(harness.records)).to.deep.equal(before)
    expect(harness.faults).to.deep.equal([])
    expect(harness.warnings.filter(({ code }) => code === 'moodle_time_kept')).to.have.length(before.length)
  })

  it('stops a full pass when the site answers with pages instead of dates', async () => {
    const harness = open()
    await harness.pull()
    lms.faults.on(details, { kind: 'maintenance-page' }, forever)
    const thrown = await rejection(harness.pull({ mode: 'full' }))
    expect(thrown.code).to.equal('moodle_page_in_answer')
  })

  it('44 sets one unreadable learner aside, and stops when most are unreadable', async () => {
    lms.faults.on(enrolments, { kind: 'truncate' }, { call: 2 })
    const harness = open()
    await harness.pull()
    expect(harness.faults.map(({ code }) => code)).to.deep.equal(['moodle_not_json'])
    await expectStopped(enrolments, { kind: 'truncate' }, 'moodle_not_json', { call: 5 })
  })

  it('leaves out a course whose roster is refused, and says so', async () => {
    lms.faults.on(rosters, { kind: 'error', errorcode: 'errorcoursecontextnotvalid' })
    const harness = open()
    await harness.pull()
    expect(harness.warnings.map(({ code }) => code)).to.include('moodle_errorcoursecontextnotvalid')
    expect(harness.records.size).to.be.above(0)
  })

  it('fails when every roster is refused', async () => {
    lms.faults.on(rosters, { kind: 'error', errorcode: 'errorcoursecontextnotvalid' }, forever)
    const thrown = await rejection(open().pull())
    expect(thrown.code).to.equal('moodle_errorcoursecontextnotvalid')
  })

  it('42 names an answer that nests without end, and goes on once it is over', async () => {
    const body = `[{"id":5,"fullname":${'['.repeat(30_000)}${']'.repeat(30_000)}}]`
    await expectStopped(
      courses,
      { kind: 'replace', body, contentType: 'application/json' },
      'moodle_too_deep',
    )
  })

  it('32, 29, 42 sets odd rows aside and keeps what is odd but readable', async () => {
    const rows = [
      { fullname: 'без номера' },
      { id: '9007199254740993', lastname: '<b>Ё</b>', firstname: 'О’Коннор', roles: [] },
      { id: 0, lastname: 'ноль' },
      { id: 55, lastname: 'Удалённый', deleted: true },
      { id: 56, lastname: 'Куратор', roles: [{ shortname: 'teacher' }, { shortname: 'manager' }] },
      { id: 57, lastname: 'Тьютор', roles: [{ shortname: 'teacher' }, { shortname: 'slushatel' }] },
      JSON.parse('{"id": 77, "__proto__": {"deleted": true}, "lastname": 5, "novelty": {"x": 1}}'),
    ]
    const body = JSON.stringify(rows).replace('"9007199254740993"', '9007199254740993')
    lms.faults.on(rosters, { kind: 'replace', body, contentType: 'application/json' })
    const courseRows = [
      { completed: true },
      { id: 2, completed: true },
      { id: 2, completed: true },
      { id: 3, completed: 'maybe' },
      { id: 4, completed: true, completionusertracked: false },
    ]
    lms.faults.on(
      enrolments,
      { kind: 'replace', body: JSON.stringify(courseRows), contentType: 'application/json' },
      forever,
    )
    const status = {
      completed: true,
      aggregation: 1,
      completions: [{ complete: true, timecompleted: 4_102_444_800 }],
    }
    const answer = JSON.stringify({ completionstatus: status })
    lms.faults.on(details, { kind: 'replace', body: answer, contentType: 'application/json' }, forever)
    const harness = open({ courses: 'ids:2,4', pageSize: 5000 })
    await harness.pull({ killAfter: 1 })
    expect(harness.records.get('9007199254740993:2')).to.deep.include({
      person: { userId: '9007199254740993', familyName: '<b>Ё</b>', givenName: 'О’Коннор' },
      when: { at: '2100-01-01T00:00:00.000Z', quality: 'derived', raw: '4102444800' },
    })
    expect(harness.records.get('77:2')?.person).to.deep.equal({ userId: '77', familyName: '5' })
    expect([...harness.records.keys()]).to.have.members(['9007199254740993:2', '57:2', '77:2'])
    const faults = harness.faults.map(({ key, code }) => `${code} ${key}`)
    expect(faults).to.include.members([
      'moodle_person_unreadable roster:2:0',
      'moodle_person_unreadable roster:2:2',
      'moodle_enrolment_unreadable 77:at 0',
      'moodle_enrolment_unreadable 77:3',
    ])
  })

  it('shows what the account cannot do, function by function', async () => {
    const poor = await startLms({ learners: 3, functions: ['core_webservice_get_site_info', courses] })
    try {
      const report = await moodleHarness(poor).check()
      const missing = report.findings.filter(({ code }) => code === 'moodle_function_missing')
      expect(report.ok).to.equal(false)
      expect(missing.map(({ message }) => message.split(' ')[0])).to.have.members([
        rosters,
        enrolments,
        details,
      ])
      const errors = report.findings.filter(({ level }) => level === 'error')
      expect(errors, 'that they are refused is not said again').to.deep.equal(missing)
    } finally {
      await poor.close()
    }
  })

  it('41 shows the token nowhere though the site throws it back', async () => {
    const echo = { kind: 'error', errorcode: lms.token, message: lms.token } as const
    lms.faults.on(courses, echo, forever)
    const harness = open()
    const thrown = await rejection(harness.pull())
    const report = await harness.check()
    lms.faults.clear()
    const kept: string[] = []
    const onPage = (page: Page<unknown>) => void kept.push(textOfAnswers(page))
    const rows = JSON.stringify([{ id: 0, lastname: lms.token }])
    lms.faults.on(rosters, { kind: 'replace', body: rows, contentType: 'application/json' })
    await harness.pull({ onPage })
    const courseRows = JSON.stringify([{ id: 2, completed: true, fullname: lms.token }, { id: lms.token }])
    lms.faults.on(enrolments, { kind: 'replace', body: courseRows, contentType: 'application/json' })
    lms.faults.on(details, { kind: 'error', errorcode: 'usernotenroled' })
    const other = open({ batchSize: 1 })
    await other.pull({ killAfter: 1, onPage })
    expect(other.faults).to.have.length(2)
    expect(kept.join('')).to.include('"lastname":"***"').and.include('"fullname":"***"')
    const error = thrown as Error
    const seen = JSON.stringify([
      error.message,
      error.stack,
      error.cause,
      error,
      report,
      harness.faults,
      other.faults,
      harness.logged,
      kept,
    ])
    expect(harness.faults).to.have.length(1)
    expect(seen).not.to.include(lms.token)
  })
})
