import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { CheckFinding, CheckReport } from '#connectors/contract'
import { type Lms, startLms } from '#tests/lms/server'
import { IDENTITY_FIELDS } from '#tests/lms/ws/site'
import { bypassNock, moodleHarness, sorted, textOfAnswers } from './harness.ts'

/** The table of rights in docs/connectors.md, and of these the ones that every connection needs. */
const table = [
  ...readFileSync(new URL('../../../docs/connectors.md', import.meta.url), 'utf8').matchAll(
    /^ {3}\| `([a-z]+\/[^`]+)`([^|]*)\|/gm,
  ),
].map(([, right = '', only = '']) => ({ right, isForAll: !only.includes('only for') }))
const needed = table.filter(({ isForAll }) => isForAll).map(({ right }) => right)

/** All that was ever taken from an account. */
const matrix = JSON.parse(
  readFileSync(new URL('../../lms/fixtures/capability-matrix.json', import.meta.url), 'utf8'),
) as { removing: object }
const everyRight = [...Object.keys(matrix.removing), ...needed]

const report = { id: 1, timeZone: 'Asia/Tomsk' }
const rosters = 'core_enrol_get_enrolled_users'
const withEmails = ['moodle/course:useremail', 'moodle/site:viewuseridentity']

interface Case {
  /** All that has to be taken for the loss; the right itself by default. */
  takes?: readonly string[]
  level: CheckFinding['level']
  code?: string
  settings?: object
  /** What is said to be seen, on a site that shows e-mails, personal numbers and places of work, and on one that does not. */
  seen?: readonly [shows: RegExp | null, hides: RegExp | null]
}

const cases: Record<string, Case> = {
  'moodle/course:view': { level: 'error' },
  'moodle/course:viewparticipants': {
    takes: ['moodle/course:viewparticipants', 'moodle/course:enrolreview'],
    level: 'error',
  },
  'moodle/user:viewdetails': { level: 'warning', code: 'moodle_right_doubtful' },
  'moodle/user:viewalldetails': {
    level: 'warning',
    seen: [
      /\(of \d+ learners nobody shows a user name, a department\): no department/,
      /\(of \d+ learners nobody shows a user name, a department, a personal number, a place of work\)/,
    ],
  },
  'moodle/site:viewfullnames': { level: 'warning' },
  'moodle/course:useremail': { level: 'warning', seen: [null, /of \d+ learners nobody shows an e-mail/] },
  'report/completion:view': { level: 'error' },
  'report/progress:view': { level: 'error', settings: { activities: true } },
  'moodle/reportbuilder:view': {
    level: 'error',
    code: 'moodle_right_doubtful',
    settings: { path: 'report', report },
  },
}

/** Told of in other ways than by a finding of a missing right: the tests below say how. */
const otherwise = [
  'webservice/rest:use',
  'moodle/course:viewhiddencourses',
  'moodle/site:viewuseridentity',
  'moodle/site:accessallgroups',
  'mod/…:view',
  'moodle/course:viewhiddenactivities',
  'moodle/course:ignoreavailabilityrestrictions',
]

const sites = { 'that shows identity': IDENTITY_FIELDS, 'that shows none': [] }

describe('rights of the service account, taken one by one', () => {
  bypassNock()
  let lms: Lms
  before(async () => {
    lms = await startLms({ learners: 12 })
  })
  after(() => lms.close())
  afterEach(() => {
    lms.site.lacks.clear()
    lms.faults.clear()
    Object.assign(lms.site, { identityFields: IDENTITY_FIELDS, privateFields: [], tracksCompletion: true })
  })

  const check = (settings = {}) => moodleHarness(lms, settings).check()
  const take = (...rights: readonly string[]) => {
    for (const right of rights) lms.site.lacks.add(right)
  }
  const namedIn = ({ findings }: CheckReport) =>
    findings.filter(({ code }) => code.startsWith('moodle_right_'))
  const find = async (code: string, settings = {}) =>
    (await check(settings)).findings.find(finding => finding.code === code)

  it('are all tried that the documentation lists', () => {
    expect(table.map(({ right }) => right)).to.have.members([...Object.keys(cases), ...otherwise])
  })

  for (const [site, identityFields] of Object.entries(sites))
    for (const [right, { takes = [right], level, settings, seen, ...rest }] of Object.entries(cases)) {
      const isShown = identityFields.length > 0
      const words = seen?.[isShown ? 0 : 1]
      const isLost = words !== null
      it(`${right} is ${isLost ? 'named with what is lost, and no other is' : 'not named: nothing is lost'}, on a site ${site}`, async () => {
        lms.site.identityFields = identityFields
        take(...takes)
        const found = await check(settings)
        const named = namedIn(found)
        expect(named.map(finding => finding.level)).to.deep.equal(isLost ? [level] : [])
        expect(found.ok).to.equal(level !== 'error')
        if (!isLost) return
        expect(named[0]?.code).to.equal(rest.code ?? 'moodle_right_missing')
        expect(named[0]?.message).to.match(new RegExp(`^${right} (is|may be) missing.*: .+`))
        if (words) expect(named[0]?.message).to.match(words)
        expect(named[0]?.remedy).to.include(right)
        if (settings) expect((await check()).ok, 'nowhere else').to.equal(true)
      })
    }

  for (const [site, identityFields] of Object.entries(sites))
    it(`are enough as the documentation lists them, on a site ${site}`, async () => {
      lms.site.identityFields = identityFields
      const whole = moodleHarness(lms)
      await whole.pull()
      take(...everyRight.filter(right => !needed.includes(right)))
      const poor = moodleHarness(lms)
      await poor.pull()
      expect(sorted(poor.records)).to.deep.equal(sorted(whole.records))
      expect(namedIn(await check())).to.deep.equal([])
    })

  for (const [what, code, lacks] of [
    ['report/completion:view is missing', 'moodle_completion_hidden', ['report/completion:view']],
    ['completion is off in the site', 'moodle_completion_hidden', []],
    ['moodle/user:viewdetails is missing', 'moodle_learners_unseen', ['moodle/user:viewdetails']],
  ] as const)
    for (const path of ['plain', 'batch'])
      it(`a pull says why it found nothing where ${what} (${path})`, async () => {
        take(...lacks)
        lms.site.tracksCompletion = lacks.length > 0
        const harness = moodleHarness(lms, { path })
        await harness.pull()
        expect([harness.records.size, harness.faults.length]).to.deep.equal([0, 0])
        expect(harness.warnings.map(warning => warning.code)).to.include(code)
        lms.site.lacks.clear()
        lms.site.tracksCompletion = true
        harness.clear()
        await harness.pull()
        expect(harness.records.size).to.be.greaterThan(10)
        expect(harness.warnings.map(warning => warning.code)).not.to.include(code)
      })

  it('moodle/site:viewuseridentity takes nothing away while e-mails are seen in courses, else the e-mail', async () => {
    take('moodle/site:viewuseridentity')
    expect(namedIn(await check())).to.deep.equal([])
    take('moodle/course:useremail')
    const [named, ...others] = namedIn(await check())
    expect(others).to.deep.equal([])
    for (const right of withEmails) expect(named?.message).to.include(right)
  })

  for (const format of ['json', 'xml'])
    it(`are named together where several are missing, each once (${format})`, async () => {
      take(...withEmails, 'moodle/user:viewalldetails', 'moodle/site:viewfullnames', 'report/completion:view')
      take('report/progress:view')
      const named = namedIn(await check({ activities: true, format })).map(
        ({ message }) => message.split(' ')[0],
      )
      expect(named).to.deep.equal([
        'moodle/user:viewalldetails',
        'moodle/site:viewfullnames',
        'moodle/course:useremail',
        'report/completion:view',
        'report/progress:view',
      ])
    })

  it('show in user names, which the check alone asks for', async () => {
    const kept: string[] = []
    const harness = moodleHarness(lms)
    await harness.pull({ onPage: page => void kept.push(textOfAnswers(page)) })
    expect(kept.join('')).to.include(rosters).and.not.include('username')
    expect(JSON.stringify([...harness.records.values()])).not.to.match(/sl0\d\d/)
    expect(JSON.stringify(await check())).not.to.match(/sl0\d\d/)
  })

  it('are not judged by what the service account sees of itself', async () => {
    take('moodle/user:viewalldetails')
    const student = [{ shortname: 'student' }]
    const self = { id: 9, username: 'ws_connector', lastname: 'К', firstname: 'И', email: 'a@b.example' }
    const body = JSON.stringify([
      { ...self, roles: student },
      { id: 101, lastname: 'А', firstname: 'Б', email: 'c@d.example', roles: student },
    ])
    lms.faults.on(rosters, { kind: 'replace', body, contentType: 'application/json' })
    const [named] = namedIn(await check())
    expect(named?.message).to.match(/^moodle\/user:viewalldetails is missing \(of 1 learners/)
  })

  it('moodle/course:useremail may be missing where only some show an e-mail', async () => {
    const people = [101, 102].map(id => ({ id, username: `sl${id}`, lastname: 'А', firstname: 'Б' }))
    const body = JSON.stringify([{ ...people[0], email: 'c@d.example' }, people[1]])
    lms.faults.on(rosters, { kind: 'replace', body, contentType: 'application/json' })
    const named = namedIn(await check())
    expect(named.map(({ code }) => code)).to.deep.equal(['moodle_right_doubtful'])
    expect(named[0]?.message).to.match(
      /^moodle\/course:useremail may be missing \(of 2 learners 1 show no e-mail\)/,
    )
  })

  it('report/completion:view is named although the first learner of a roster is enrolled no more', async () => {
    const other = await startLms({ learners: 4, odd: false, courses: 1 })
    other.population.setEnrolment(101, 2, 'ended')
    other.site.lacks.add('report/completion:view')
    const found = await moodleHarness(other).check()
    await other.close()
    expect(namedIn(found).map(({ message }) => message.split(' ')[0])).to.deep.equal([
      'report/completion:view',
    ])
    expect(found.findings.map(({ code }) => code)).not.to.include('moodle_completion_hidden')
  })

  for (const format of ['json', 'xml'])
    it(`are not blamed where completion is switched off in the whole site (${format})`, async () => {
      lms.site.tracksCompletion = false
      const found = await check({ activities: true, format })
      expect(found.ok).to.equal(false)
      expect(found.findings.map(({ code }) => code)).to.include('moodle_completion_off')
      expect(namedIn(found)).to.deep.equal([])
    })

  it('mod/…:view and those of hidden activities, which go without a word, are told of with how many are seen', async () => {
    const told = async () => (await find('moodle_activities_seen', { activities: true }))?.message
    expect(await told()).to.match(/^3 activities .*mod\/…:view/)
    for (const right of ['viewhiddenactivities', 'ignoreavailabilityrestrictions'])
      expect(await told()).to.include(`moodle/course:${right}`)
    take('mod/quiz:view')
    expect(await told()).to.match(/^2 activities /)
  })

  it('a profile field with the СНИЛС that nobody shows is told of, and that it need not be open to all', async () => {
    expect((await find('moodle_snils_unseen', { snilsField: 'snils_of_nobody' }))?.remedy).to.include(
      'moodle/user:viewalldetails',
    )
    lms.site.privateFields = ['snils']
    expect(await find('moodle_snils_unseen', { snilsField: 'snils' })).to.equal(undefined)
    take('moodle/user:viewalldetails')
    expect(await find('moodle_snils_unseen', { snilsField: 'snils' })).not.to.equal(undefined)
  })

  it('webservice/rest:use is named where every call is refused', async () => {
    take('webservice/rest:use')
    const found = await check()
    expect(found.findings.at(-1)?.remedy).to.include('webservice/rest:use')
    expect(found.ok).to.equal(false)
  })

  it('moodle/course:viewhiddencourses is told of whether or not hidden courses are seen', async () => {
    const told = async () => (await find('moodle_hidden_courses'))?.message
    expect(await told()).to.match(/^1 hidden courses are seen/)
    take('moodle/course:viewhiddencourses')
    expect(await told()).to.match(/^no hidden course is seen.*moodle\/course:viewhiddencourses/)
    const hidden = lms.courses.find(({ visible }) => !visible)?.id
    const codes = (await check({ courses: `ids:${hidden}` })).findings.map(({ code }) => code)
    expect(codes).to.include.members(['moodle_no_courses', 'moodle_course_not_visible'])
  })

  it('moodle/site:accessallgroups is named where courses look empty, and where a group is refused', async () => {
    const times = Number.POSITIVE_INFINITY
    const empty = { kind: 'replace', body: '[]', contentType: 'application/json' } as const
    lms.faults.on(rosters, empty, { times })
    const [doubtful] = namedIn(await check())
    expect(doubtful?.message).to.match(/^moodle\/site:accessallgroups may be missing/)
    lms.faults.clear()
    const details = 'core_completion_get_course_completion_status'
    lms.faults.on(details, { kind: 'error', errorcode: 'accessdenied' })
    expect(namedIn(await check())[0]?.message).to.match(/^moodle\/site:accessallgroups is missing/)
  })

  it('are all there, and none is named', async () => {
    const found = await check({ activities: true })
    expect(found.findings.every(({ level }) => level === 'ok' || level === 'warning')).to.equal(true)
    expect(namedIn(found)).to.deep.equal([])
    const answers = found.findings.find(({ code }) => code === 'source_answers')
    expect(answers?.message).to.match(/^\d+ ms /)
  })

  it('do not matter to a report: its columns are looked at instead', async () => {
    const codes = async (settings: object) => (await check(settings)).findings.map(({ code }) => code)
    take('moodle/user:viewdetails', 'moodle/course:viewparticipants', 'report/completion:view')
    expect(await codes({ path: 'report', report })).to.include('moodle_report')
    expect(await codes({ path: 'report' })).to.include('moodle_report_missing')
    expect(await codes({ path: 'report', report: { ...report, id: 77 } })).to.include('moodle_invalidrecord')
    lms.site.reportHeaders = ['Имя']
    expect(await codes({ path: 'auto', report })).to.include.members(['moodle_path', 'moodle_report_columns'])
  })

  it('are not blamed where web services are off: Moodle answers 403 and nothing else', async () => {
    lms.faults.on('core_webservice_get_site_info', { kind: 'status', status: 403 })
    const found = await check()
    expect(found.findings.at(-1)).to.include({ level: 'error', code: 'moodle_services_refused' })
    expect(found.findings.at(-1)?.remedy).to.include('REST protocol')
  })

  it('are not enough for settings that the path does not read: those are named', async () => {
    const unread = async (settings: object) => (await find('moodle_settings_unread', settings))?.message
    const all = { activities: true, snilsField: 'snils', report }
    expect(await unread({ ...all, path: 'report' })).to.equal(
      'the path report does not read activities, snilsField',
    )
    expect(await unread(all)).to.equal('the path plain does not read report')
    expect(await unread({ report, path: 'report' })).to.equal(undefined)
    expect(await unread({ ...all, report: undefined })).to.equal(undefined)
  })

  it('are enough although bundles are not understood, which is told', async () => {
    const odd = { kind: 'error', errorcode: 'invalidparameter' } as const
    lms.faults.on('tool_mobile_call_external_functions', odd, { times: Number.POSITIVE_INFINITY })
    const found = await check({ path: 'batch' })
    expect([found.ok, found.findings.at(-1)?.code]).to.deep.equal([true, 'moodle_bundles_odd'])
    lms.faults.clear()
    expect(await find('moodle_bundles_odd', { path: 'batch' })).to.equal(undefined)
  })

  it('are tried in bundles where a pull would bundle', async () => {
    lms.requests.reset()
    expect((await check({ path: 'batch' })).ok).to.equal(true)
    expect(lms.requests.count('tool_mobile_call_external_functions')).to.equal(2)
    expect(lms.requests.total).to.be.at.most(12)
    expect(lms.requests.count('core_enrol_get_users_courses')).to.equal(0)
  })
})
