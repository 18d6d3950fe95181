import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { type Lms, startLms } from '#tests/lms/server'
import { ask } from './ask.ts'

/** What each function lost on a real Moodle when a right was taken from its service account, and nothing else was. */
const { removing } = JSON.parse(
  readFileSync(new URL('../../lms/fixtures/capability-matrix.json', import.meta.url), 'utf8'),
) as { removing: Record<string, Record<string, string>> }

const learner = { courseid: '2', userid: '101' }
const CALLS: Record<string, Record<string, string>> = {
  core_course_get_courses: {},
  core_course_get_courses_by_field: {},
  core_enrol_get_enrolled_users: { courseid: '2' },
  core_enrol_get_users_courses: { userid: '101' },
  core_completion_get_activities_completion_status: learner,
  core_completion_get_course_completion_status: learner,
  gradereport_user_get_grade_items: learner,
  core_user_get_users_by_field: { field: 'id', 'values[0]': '101' },
}

type Row = Record<string, unknown>
type Answer = { error: string } | { rows: number; keys: Set<string> }

/** The rows of an answer are in the first list of it, however deep that is. */
function rowsOf(value: unknown): Row[] {
  if (Array.isArray(value)) return value
  const inner = Object.values(value as Row).find(each => typeof each === 'object' && each !== null)
  return rowsOf(inner)
}

function read(name: string, text: string): Answer {
  const value = JSON.parse(text)
  if ('errorcode' in value) return { error: value.errorcode }
  const rows = name.startsWith('gradereport') ? value.usergrades[0].gradeitems : rowsOf(value)
  return { rows: rows.length, keys: new Set(rows.flatMap((row: Row) => Object.keys(row))) }
}

/** `mod/*:view (all)` of the recording is one right of each kind of activity. */
const rightsOf = (name: string): string[] =>
  name.startsWith('mod/*') ? ['mod/page:view', 'mod/quiz:view', 'mod/assign:view'] : [name]

function expectRecorded(said: string | undefined, before: Answer, after: Answer): void {
  if (said === undefined) return void expect(after, 'nothing is lost').to.deep.equal(before)
  const error = /^ERR (\w+)/.exec(said)?.[1]
  if (error) return void expect(after).to.deep.equal({ error })
  if ('error' in before || 'error' in after) throw new Error(`refused: ${JSON.stringify(after)}`)
  const [, had, has] = (/rows (\d+)->(\d+)/.exec(said) ?? []).map(Number) as [number, number, number]
  const lost = [...(/keys lost \[(.*)\]/.exec(said)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, key]) => key)
  const gone = [...before.keys].filter(key => !after.keys.has(key))
  if (has === had) {
    expect(after.rows).to.equal(before.rows)
    expect(gone).to.have.members([...before.keys].filter(key => lost.includes(key)))
  } else {
    expect(after.rows).to.be.lessThan(before.rows)
    if (has === 0) expect(after.rows).to.equal(0)
    if (after.rows > 0) expect(lost).to.include.members(gone)
  }
}

describe('rights of the small LMS against a real Moodle, taken one by one', () => {
  let lms: Lms
  const baseline = new Map<string, Answer>()
  before(async () => {
    lms = await startLms({ learners: 12 })
    for (const [name, params] of Object.entries(CALLS))
      baseline.set(name, read(name, (await ask(lms, name, params)).text))
  })
  after(() => lms.close())
  afterEach(() => lms.site.lacks.clear())

  it('are those that were recorded, for functions that are spoken here', () => {
    expect(Object.keys(removing)).to.have.length(21)
    const named = new Set(Object.values(removing).flatMap(Object.keys))
    expect([...named].filter(name => name !== 'core_course_get_categories')).to.have.members(
      Object.keys(CALLS),
    )
  })

  for (const [right, lost] of Object.entries(removing))
    it(`without ${right} the same is refused and lost, and nothing else`, async () => {
      for (const each of rightsOf(right)) lms.site.lacks.add(each)
      for (const [name, params] of Object.entries(CALLS)) {
        const after = read(name, (await ask(lms, name, params)).text)
        try {
          expectRecorded(lost[name], baseline.get(name) as Answer, after)
        } catch (thrown) {
          throw new Error(`${name}: ${(thrown as Error).message}`)
        }
      }
    })
})
