import { expect } from 'chai'
import { type Lms, startLms } from '#tests/lms/server'
import { ask, askJson } from './ask.ts'

type Row = { id: number; email?: string; idnumber?: string; roles: { shortname: string }[] }
type Refusal = { exception: string; errorcode: string; message: string }
type CourseStatus = {
  completionstatus: { completed: boolean; completions: { complete: boolean; timecompleted: number | null }[] }
}

const page = (from: number, number: number): Record<string, string> => ({
  'options[0][name]': 'limitfrom',
  'options[0][value]': String(from),
  'options[1][name]': 'limitnumber',
  'options[1][value]': String(number),
})
const flag = (name: string): Record<string, string> => ({
  'options[0][name]': name,
  'options[0][value]': '1',
})

describe('small LMS web service', () => {
  let lms: Lms
  const course = (shortname: string): string =>
    String(lms.courses.find(one => one.shortname === shortname)?.id)
  const refusal = async (name: string, params: Record<string, string>): Promise<string> => {
    const { status, text } = await ask(lms, name, params)
    expect(status).to.equal(200)
    return (JSON.parse(text) as Refusal).errorcode
  }

  before(async () => {
    lms = await startLms({ learners: 40 })
  })
  after(() => lms.close())

  it('answers every refusal with HTTP 200 and the recorded code', async () => {
    const status = 'core_completion_get_course_completion_status'
    expect(await refusal(status, { courseid: '2', userid: '101', wstoken: 'token-other' })).to.equal(
      'invalidtoken',
    )
    expect(await refusal('core_nothing', {})).to.equal('invalidrecord')
    expect(await refusal(status, { userid: '101' })).to.equal('invalidparameter')
    expect(await refusal(status, { courseid: '2', userid: '101', foo: '1' })).to.equal('invalidparameter')
    expect(await refusal(status, { courseid: 'abc', userid: '101' })).to.equal('invalidparameter')
    expect(await refusal(status, { courseid: '999', userid: '101' })).to.equal('invalidrecord')
    expect(await refusal(status, { courseid: '2', userid: '99999' })).to.equal('invaliduser')
    expect(await refusal(status, { courseid: '2', userid: '113' })).to.equal('userdeleted')
    expect(await refusal(status, { courseid: '2', userid: '11' })).to.equal('usernotenroled')
    expect(await refusal(status, { courseid: course('KLUB'), userid: '101' })).to.equal('nocriteriaset')
    expect(await refusal(status, { courseid: course('VEB-BEZ'), userid: '101' })).to.equal('cannotviewreport')
    expect(await refusal('core_user_get_users_by_field', { field: 'lastname', 'values[0]': 'x' })).to.equal(
      'codingerror',
    )
  })

  it('refuses a function that the token does not hold', async () => {
    const narrow = await startLms({ learners: 1, functions: ['core_webservice_get_site_info'] })
    const { text } = await ask(narrow, 'core_course_get_courses')
    await narrow.close()
    expect((JSON.parse(text) as Refusal).errorcode).to.equal('accessexception')
  })

  it('writes a refusal in XML under another root', async () => {
    const { text } = await ask(lms, 'core_nothing', {}, 'xml')
    expect(text).to.include(
      '<EXCEPTION class="dml_missing_record_exception">\n<ERRORCODE>invalidrecord</ERRORCODE>',
    )
  })

  it('takes the parameters from the query string too', async () => {
    const query = `wstoken=${lms.token}&wsfunction=core_enrol_get_users_courses&moodlewsrestformat=json&userid=101`
    const answer = await fetch(`${lms.url}/webservice/rest/server.php?${query}`)
    expect(await answer.json())
      .to.be.an('array')
      .with.length.above(3)
  })

  it('cuts pages before it drops people who may not be seen, so that a page in the middle is short', async () => {
    const rows = (from: number) =>
      askJson<Row[]>(lms, 'core_enrol_get_enrolled_users', { courseid: '2', ...page(from, 5) })
    const pages = await Promise.all([0, 5, 10, 15, 20, 25, 30, 35, 40, 45].map(rows))
    const lengths = pages.map(one => one.length)
    expect(lengths[2]).to.equal(4)
    expect(lengths[3]).to.equal(5)
    expect(lengths.at(-1)).to.equal(0)
    const ids = pages.flat().map(one => one.id)
    expect(ids).to.have.length(new Set(ids).size).and.not.include(111)
  })

  it('tells suspended and ended enrolments only by asking for them', async () => {
    const ids = async (extra: Record<string, string>) =>
      (await askJson<Row[]>(lms, 'core_enrol_get_enrolled_users', { courseid: '2', ...extra })).map(
        one => one.id,
      )
    const [all, active, inactive] = await Promise.all([
      ids({}),
      ids(flag('onlyactive')),
      ids(flag('onlysuspended')),
    ])
    expect(inactive).to.include(112)
    expect(all.toSorted()).to.deep.equal([...active, ...inactive].toSorted())
  })

  it('leaves the deleted out of courses and an empty personal number out of rows', async () => {
    const rows = await askJson<Row[]>(lms, 'core_enrol_get_enrolled_users', { courseid: '2' })
    expect(rows.map(one => one.id)).to.not.include(113)
    expect(rows.find(one => one.id === 107)).to.not.have.property('idnumber')
    expect(rows.find(one => one.id === 11)?.roles[0]?.shortname).to.equal('editingteacher')
  })

  it('finds people by e-mail only with the case as it was typed', async () => {
    const email = lms.population.person(116)?.email ?? ''
    const found = (value: string) =>
      askJson<Row[]>(lms, 'core_user_get_users_by_field', { field: 'email', 'values[0]': value })
    expect((await found(email)).map(one => one.id)).to.deep.equal([116])
    expect(await found(email.toLowerCase())).to.deep.equal([])
  })

  it('tells the true completions, the latest criterion being the time of the course', async () => {
    for (const { userId, courseId, timecompleted, hidden } of lms.population.completionsOf(101)) {
      const params = { courseid: String(courseId), userid: String(userId) }
      const { completionstatus } = await askJson<CourseStatus>(
        lms,
        'core_completion_get_course_completion_status',
        params,
      )
      expect(hidden).to.equal(null)
      expect(completionstatus.completed).to.equal(true)
      expect(Math.max(...completionstatus.completions.map(one => one.timecompleted ?? 0))).to.equal(
        timecompleted,
      )
    }
  })

  it('puts a time on an activity that was opened but not finished', async () => {
    const states: { state: number; timecompleted: number }[] = []
    for (const userId of lms.population.learnerIds()) {
      for (const { id } of lms.population.coursesOf(userId)) {
        if (
          lms.population.progress(userId, id)?.state !== 'in-progress' ||
          lms.population.person(userId)?.deleted
        )
          continue
        const params = { courseid: String(id), userid: String(userId) }
        const name = 'core_completion_get_activities_completion_status'
        states.push(...(await askJson<{ statuses: typeof states }>(lms, name, params)).statuses)
      }
    }
    expect(states.some(one => one.state === 0 && one.timecompleted > 0)).to.equal(true)
  })

  it('reports completion in the courses of a learner exactly where the oracle has it', async () => {
    for (const userId of [101, 105, 112, 114]) {
      const rows = await askJson<{ id: number; completed: boolean | null }[]>(
        lms,
        'core_enrol_get_users_courses',
        { userid: String(userId) },
      )
      const told = rows.filter(one => one.completed).map(one => one.id)
      const visible = lms.population.completionsOf(userId).filter(one => !one.hidden)
      expect(told).to.deep.equal(visible.map(one => one.courseId))
    }
  })

  it('counts calls by function and forgets them on reset', async () => {
    lms.requests.reset()
    await ask(lms, 'core_course_get_courses')
    await ask(lms, 'core_course_get_courses')
    expect(lms.requests.count('core_course_get_courses')).to.equal(2)
    expect(lms.requests.total).to.equal(2)
    lms.requests.reset()
    expect(lms.requests.counts()).to.deep.equal({})
  })
})
