import { expect } from 'chai'
import { type Lms, startLms } from '#tests/lms/server'
import { bypassNock, moodleHarness } from './harness.ts'

describe('rights of the service account, taken one by one', () => {
  bypassNock()
  let lms: Lms
  before(async () => {
    lms = await startLms({ learners: 12 })
  })
  after(() => lms.close())
  afterEach(() => lms.site.lacks.clear())

  const check = (settings = {}) => moodleHarness(lms, settings).check()

  for (const [right, level] of [
    ['moodle/course:view', 'error'],
    ['moodle/user:viewdetails', 'warning'],
    ['moodle/user:viewalldetails', 'warning'],
    ['moodle/site:viewuseridentity', 'warning'],
    ['report/completion:view', 'error'],
  ] as const) {
    it(`${right} is named, with what is lost without it, and no other is`, async () => {
      lms.site.lacks.add(right)
      const report = await check()
      const named = report.findings.filter(({ code }) => code === 'moodle_right_missing')
      expect(named.map(finding => finding.level)).to.deep.equal([level])
      expect(named[0]?.message).to.match(new RegExp(`^${right} .*: .+`))
      expect(named[0]?.remedy).to.include(right)
      expect(report.ok).to.equal(level !== 'error')
    })
  }

  const report = { id: 1, timeZone: 'Asia/Tomsk' }
  for (const [right, settings] of [
    ['report/progress:view', { activities: true }],
    ['moodle/reportbuilder:view', { path: 'report', report }],
  ] as const) {
    it(`${right} is named where the connection needs it, and nowhere else`, async () => {
      lms.site.lacks.add(right)
      const found = await check(settings)
      const named = found.findings.filter(({ code }) => code === 'moodle_right_missing')
      expect(named.map(({ level }) => level)).to.deep.equal(['error'])
      expect(named[0]?.message).to.match(new RegExp(`^${right} .*: .+ refused$`))
      expect(named[0]?.remedy).to.include(right)
      expect(found.ok).to.equal(false)
      expect((await check()).ok).to.equal(true)
    })
  }

  it('mod/…:view, without which activities go without a word, is told of with how many are seen', async () => {
    const told = async () =>
      (await check({ activities: true })).findings.find(({ code }) => code === 'moodle_activities_seen')
    expect((await told())?.message).to.match(/^3 activities .*mod\/…:view/)
    lms.site.lacks.add('mod/quiz:view')
    expect((await told())?.message).to.match(/^2 activities /)
  })

  it('a profile field with the СНИЛС that nobody shows is told of', async () => {
    const codes = async (snilsField: string) => (await check({ snilsField })).findings.map(({ code }) => code)
    expect(await codes('snils_of_nobody')).to.include('moodle_snils_unseen')
    expect(await codes('snils')).not.to.include('moodle_snils_unseen')
  })

  it('webservice/rest:use is named where every call is refused', async () => {
    lms.site.lacks.add('webservice/rest:use')
    const report = await check()
    expect(report.findings.at(-1)?.remedy).to.include('webservice/rest:use')
    expect(report.ok).to.equal(false)
  })

  it('moodle/course:viewhiddencourses is told of whether or not hidden courses are seen', async () => {
    const told = async () =>
      (await check()).findings.find(({ code }) => code === 'moodle_hidden_courses')?.message
    expect(await told()).to.match(/^1 hidden courses are seen/)
    lms.site.lacks.add('moodle/course:viewhiddencourses')
    expect(await told()).to.match(/^no hidden course is seen.*moodle\/course:viewhiddencourses/)
  })

  it('moodle/site:accessallgroups is named where courses look empty', async () => {
    const times = Number.POSITIVE_INFINITY
    const empty = { kind: 'replace', body: '[]', contentType: 'application/json' } as const
    lms.faults.on('core_enrol_get_enrolled_users', empty, { times })
    const report = await check()
    lms.faults.clear()
    const named = report.findings.find(({ code }) => code === 'moodle_right_missing')
    expect(named?.message).to.include('moodle/site:accessallgroups')
  })

  it('are all there, and none is named', async () => {
    const report = await check()
    expect(report.findings.every(({ level }) => level === 'ok' || level === 'warning')).to.equal(true)
    expect(report.findings.map(({ code }) => code)).not.to.include('moodle_right_missing')
    const answers = report.findings.find(({ code }) => code === 'source_answers')
    expect(answers?.message).to.match(/^\d+ ms /)
  })

  it('do not matter to a report: its columns are looked at instead', async () => {
    const codes = async (settings: object) => (await check(settings)).findings.map(({ code }) => code)
    expect(await codes({ path: 'report', report })).to.include('moodle_report')
    expect(await codes({ path: 'report' })).to.include('moodle_report_missing')
    lms.site.reportHeaders = ['Имя']
    expect(await codes({ path: 'auto', report })).to.include.members(['moodle_path', 'moodle_report_columns'])
  })
})
