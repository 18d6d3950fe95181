import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { type Lms, startLms } from '#tests/lms/server'
import { ask } from './ask.ts'
import { jsonPaths, xmlPaths } from './shape-of.ts'

const recorded = (name: string): string =>
  readFileSync(new URL(`../../lms/fixtures/${name}`, import.meta.url), 'utf8')

/** The function, the recorded cases, and a call of ours that shows as much as they do. */
const CASES: readonly [string, readonly string[], Record<string, string>][] = [
  ['core_webservice_get_site_info', ['ok'], {}],
  ['core_course_get_courses', ['ids'], { 'options[ids][0]': '2', 'options[ids][1]': '14' }],
  ['core_course_get_courses_by_field', ['no_hours'], { field: 'shortname', value: 'CD-PUSTO' }],
  [
    'core_enrol_get_enrolled_users',
    ['onlysuspended'],
    { courseid: '2', 'options[0][name]': 'sortby', 'options[0][value]': 'id' },
  ],
  ['core_enrol_get_users_courses', ['ok'], { userid: '101' }],
  [
    'core_completion_get_course_completion_status',
    ['PRAVO-16_completed', 'PRAVO-16_inprogress'],
    { courseid: '2', userid: '101' },
  ],
  [
    'core_completion_get_activities_completion_status',
    ['PRAVO-16_completed', 'PRAVO-16_failed'],
    { courseid: '2', userid: '101' },
  ],
  ['gradereport_user_get_grade_items', ['PRAVO-16_completed', 'PRAVO-16_inprogress'], { courseid: '2' }],
  [
    'core_user_get_users_by_field',
    ['suspended_deleted'],
    { field: 'id', 'values[0]': '109', 'values[1]': '113' },
  ],
]
/** Keys that only some rows have: ours may leave them out. */
const OPTIONAL = /\.(groups|status)\b/
/** Values that are null or a number by what happened, not by structure. */
const EITHER = new Set(['null', 'number', 'string', 'boolean'])

describe('small LMS against answers recorded from Moodle 4.5.6', () => {
  let lms: Lms
  before(async () => {
    lms = await startLms({ learners: 40 })
  })
  after(() => lms.close())

  for (const [name, cases, params] of CASES) {
    it(`${name} has the recorded keys and kinds in JSON`, async () => {
      const theirs = jsonPaths(cases.map(one => JSON.parse(recorded(`${name}.${one}.json`))))
      const ours = jsonPaths([JSON.parse((await ask(lms, name, params)).text)])
      expect([...ours.keys()].filter(path => !theirs.has(path))).to.deep.equal([])
      expect([...theirs.keys()].filter(path => !ours.has(path) && !OPTIONAL.test(path))).to.deep.equal([])
      for (const [path, kinds] of ours) {
        const known = theirs.get(path) ?? new Set()
        const scalar = [...known].every(kind => EITHER.has(kind))
        const strange = [...kinds].filter(
          kind => !known.has(kind) && !(scalar && (kind === 'null' || known.has('null'))),
        )
        expect(strange, path).to.deep.equal([])
      }
    })

    it(`${name} has the recorded tree in XML, absent keys as null`, async () => {
      const trees = await Promise.all(cases.map(one => xmlPaths(recorded(`${name}.${one}.xml`))))
      const answer = await ask(lms, name, params, 'xml')
      expect(answer.type).to.equal('application/xml; charset=utf-8')
      const ours = await xmlPaths(answer.text)
      const theirs = [...new Set(trees.flat())]
      const inner = (paths: string[]) =>
        paths.filter(path => !/KEY:groups\/MULTIPLE\/|KEY:status\/VALUE\//.test(path))
      expect(inner(ours).sort()).to.deep.equal(inner(theirs).sort())
    })
  }

  it('writes the keys of a row in the recorded order', async () => {
    const theirs = Object.keys(JSON.parse(recorded('core_enrol_get_users_courses.ok.json'))[0])
    const ours = Object.keys(
      JSON.parse((await ask(lms, 'core_enrol_get_users_courses', { userid: '101' })).text)[0],
    )
    expect(ours).to.deep.equal(theirs)
  })

  it('escapes slashes and letters beyond ASCII as PHP does', async () => {
    const { text } = await ask(lms, 'core_webservice_get_site_info')
    expect(text)
      .to.include('http:\\/\\/127.0.0.1')
      .and.to.match(/^[\x20-\x7e]+$/)
  })
})
