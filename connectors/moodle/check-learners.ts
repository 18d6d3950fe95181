/** Reads a few learners as a pull would, and names each right that the account seems to lack. */
import type { CheckFinding } from '../contract.ts'
import { ConnectorError } from '../errors.ts'
import { type Findings, finding } from '../kit/finding.ts'
import { activitiesAnswer, activitiesFunction } from './activities.ts'
import type { MoodleClient, MoodleContext } from './client.ts'
import { missingRight } from './findings.ts'
import { buildPerson, type MoodleCourse } from './normalise.ts'
import { fetchRoster } from './roster.ts'
import { enrolmentRow, parseAnswer, type RosterRow, rowList } from './schemas.ts'

const sampleCourses = 3
const samplePages = 2
const samplePageSize = 20

/** Moodle's words for a course that the account may not enter. */
const notEntered = new Set([
  'moodle_errorcoursecontextnotvalid',
  'moodle_requireloginerror',
  'moodle_nopermissions',
])

interface Sample {
  learners: RosterRow[]
  courseId: string
}

/** At most nine calls, ten with activities. */
export async function checkLearners(
  client: MoodleClient,
  { settings, signal }: MoodleContext,
  courses: MoodleCourse[],
  findings: Findings,
): Promise<void> {
  if (courses.length === 0) return
  const { snilsField } = settings
  const sample = await sampleLearners(client, courses.slice(0, sampleCourses), signal, snilsField)
  if (!('learners' in sample)) {
    findings.push(sample)
    return
  }
  findings.push(...identityFindings(sample.learners), ...snilsFindings(sample.learners, snilsField))
  const learner = sample.learners[0] as RosterRow
  const enrolled = await enrolmentOf(client, learner.id, sample.courseId, signal)
  findings.push(enrolmentFinding(enrolled))
  if (!enrolled) return
  const asked = { client, userid: learner.id, courseid: sample.courseId, signal }
  findings.push(await completionFinding(asked))
  if (settings.activities) findings.push(await activitiesFinding(asked))
}

/** A page may be all staff, a course all empty. */
async function sampleLearners(
  client: MoodleClient,
  courses: MoodleCourse[],
  signal: AbortSignal,
  snilsField: string | undefined,
): Promise<Sample | CheckFinding> {
  let isEmpty = true
  for (const { id } of courses) {
    try {
      let pages = 0
      const rosters = fetchRoster(client, id, 0, samplePageSize, signal, snilsField !== undefined)
      for await (const { learners, warnings } of rosters) {
        if (learners[0]) return { learners, courseId: id }
        if (!warnings.some(({ code }) => code === 'moodle_roster_empty')) isEmpty = false
        if (++pages === samplePages) break
      }
    } catch (thrown) {
      if (!(thrown instanceof ConnectorError) || !notEntered.has(thrown.code)) throw thrown
      return missingRight('moodle/course:view', 'error')
    }
  }
  return isEmpty
    ? missingRight('moodle/site:accessallgroups', 'warning', 'the first courses show nobody')
    : missingRight('moodle/user:viewdetails', 'warning', 'the first courses show teachers and no learner')
}

function identityFindings(learners: readonly RosterRow[]): CheckFinding[] {
  const seen = `of ${learners.length} learners nobody has one`
  const noEmail = learners.every(({ email }) => email === undefined)
  const noNumber = learners.every(
    ({ idnumber, institution, department }) => (idnumber ?? institution ?? department) === undefined,
  )
  return [
    ...(noEmail ? [missingRight('moodle/site:viewuseridentity', 'warning', seen)] : []),
    ...(noNumber ? [missingRight('moodle/user:viewalldetails', 'warning', seen)] : []),
  ]
}

/** A field that is hidden, misspelt or empty looks the same. */
function snilsFindings(learners: readonly RosterRow[], field: string | undefined): CheckFinding[] {
  if (field === undefined || learners.some(row => buildPerson(row, field).snils !== undefined)) return []
  const message = `of ${learners.length} learners nobody has the profile field ${field}`
  const remedy = `see whether ${field} is its short name, whether it is filled in, and let everybody see it`
  return [finding('warning', 'moodle_snils_unseen', message, remedy)]
}

async function enrolmentOf(client: MoodleClient, userid: string, courseId: string, signal: AbortSignal) {
  const name = 'core_enrol_get_users_courses'
  const rows = parseAnswer(rowList, await client.call(name, { userid, returnusercount: 0 }, signal), name)
  return rows.map(row => enrolmentRow.safeParse(row).data).find(row => row?.id === courseId)
}

function enrolmentFinding(row: { completed?: boolean | undefined } | undefined): CheckFinding {
  if (!row) {
    const message = 'a learner is on a roster, and the course is not among theirs'
    const remedy = 'the enrolment is over, or the account lacks moodle/course:view'
    return finding('warning', 'moodle_enrolments_hidden', message, remedy)
  }
  if (row.completed !== undefined)
    return finding('ok', 'moodle_completion_seen', 'completion of courses is seen')
  const remedy = 'see whether completion is on in the site and in the course'
  return finding('warning', 'moodle_completion_hidden', 'a learner has no completion state', remedy)
}

/** A learner in a course. */
interface Enrolled {
  client: MoodleClient
  userid: string
  courseid: string
  signal: AbortSignal
}

async function completionFinding({ client, userid, courseid, signal }: Enrolled): Promise<CheckFinding> {
  try {
    await client.call('core_completion_get_course_completion_status', { courseid, userid }, signal)
    return finding('ok', 'moodle_dates_seen', 'dates of completion are seen')
  } catch (thrown) {
    if (codeOf(thrown) === 'moodle_cannotviewreport') return missingRight('report/completion:view', 'error')
    if (notEntered.has(codeOf(thrown))) return missingRight('moodle/course:view', 'error')
    return refusedFinding(thrown)
  }
}

/** Moodle leaves activities that the account may not see out without a word: a person may know how many there are. */
async function activitiesFinding({ client, userid, courseid, signal }: Enrolled): Promise<CheckFinding> {
  try {
    const answer = await client.call(activitiesFunction, { courseid, userid }, signal)
    const { statuses } = parseAnswer(activitiesAnswer, answer, activitiesFunction)
    const message = `${statuses.length} activities of course ${courseid} are seen; those whose mod/…:view is missing are left out without a word`
    const remedy =
      'allow mod/quiz:view, mod/assign:view … to the role of the service account for what is missing'
    return finding('ok', 'moodle_activities_seen', message, remedy)
  } catch (thrown) {
    if (codeOf(thrown) === 'moodle_nopermissions') return missingRight('report/progress:view', 'error')
    return refusedFinding(thrown)
  }
}

/** What Moodle refused for this learner or course alone; '' of anything else. */
const codeOf = (thrown: unknown): string =>
  thrown instanceof ConnectorError && thrown.kind === 'data' ? thrown.code : ''

/** @throws what is no refusal of Moodle */
function refusedFinding(thrown: unknown): CheckFinding {
  if (!(thrown instanceof ConnectorError) || thrown.kind !== 'data') throw thrown
  return finding('warning', thrown.code, thrown.message, thrown.remedy)
}
