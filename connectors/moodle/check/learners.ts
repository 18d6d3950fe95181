/** Reads a few learners as a pull would, and names each right that the account seems to lack. */
import type { z } from 'zod'
import type { CheckFinding } from '../../contract.ts'
import { ConnectorError } from '../../errors.ts'
import { type Findings, finding } from '../../kit/finding.ts'
import { activitiesAnswer, activitiesFunction } from '../read/activities.ts'
import type { MoodleCourse } from '../read/normalise.ts'
import { fetchRoster, profileFields } from '../read/roster.ts'
import type { MoodleClient, MoodleContext } from '../rest/client.ts'
import { enrolmentRow, parseAnswer, type RosterRow, rowList } from '../rest/schemas.ts'
import { doubtfulRight, missingRight, type Right } from './findings.ts'
import { identityFindings, markField, snilsFindings } from './people.ts'

const sampleCourses = 3
const samplePages = 2
const samplePageSize = 20

/** What Moodle refuses for lack of a right, before it looks at anything else. */
const rightOfRefusal: Readonly<Record<string, Right>> = {
  moodle_errorcoursecontextnotvalid: 'moodle/course:view',
  moodle_requireloginerror: 'moodle/course:view',
  moodle_accessdenied: 'moodle/site:accessallgroups',
}

interface Sample {
  learners: RosterRow[]
  courseId: string
}

/** What the check knows of the site by now. */
interface Known {
  courses: readonly MoodleCourse[]
  /** Id of the service account. */
  account: string
  /** Completion is switched on in the site. */
  isTracking: boolean
}

/** At most nine calls, ten with activities. */
export async function checkLearners(
  client: MoodleClient,
  { settings, signal }: MoodleContext,
  { courses, account, isTracking }: Known,
  findings: Findings,
): Promise<void> {
  if (courses.length === 0) return
  const { snilsField } = settings
  const more = [...profileFields(snilsField), markField]
  const sample = await sampleLearners(client, courses.slice(0, sampleCourses), signal, more)
  if (!('learners' in sample)) {
    findings.push(sample)
    return
  }
  const { learners, courseId } = sample
  findings.push(...identityFindings(learners.filter(({ id }) => id !== account)))
  findings.push(...snilsFindings(learners, snilsField))
  if (!isTracking) return
  const enrolled = await findEnrolled(client, learners, courseId, signal)
  if (!enrolled) {
    findings.push(enrolmentsHidden)
    return
  }
  await checkCompletion(enrolled, settings.activities, findings)
}

async function checkCompletion(
  enrolled: Enrolled,
  withActivities: boolean,
  findings: Findings,
): Promise<void> {
  const isTold = enrolled.row.completed !== undefined
  if (isTold) findings.push(completionSeen)
  const dates = await datesFinding(enrolled)
  if (!isTold && dates.code !== 'moodle_right_missing') findings.push(completionHidden)
  findings.push(dates)
  if (!withActivities) return
  const activities = await activitiesFinding(enrolled)
  if (activities.message !== dates.message) findings.push(activities)
}

/** A page may be all staff, a course all empty. */
async function sampleLearners(
  client: MoodleClient,
  courses: readonly MoodleCourse[],
  signal: AbortSignal,
  more: readonly string[],
): Promise<Sample | CheckFinding> {
  let isEmpty = true
  for (const { id } of courses) {
    try {
      let pages = 0
      for await (const { learners, warnings } of fetchRoster(client, id, 0, samplePageSize, signal, more)) {
        if (learners[0]) return { learners, courseId: id }
        if (!warnings.some(({ code }) => code === 'moodle_roster_empty')) isEmpty = false
        if (++pages === samplePages) break
      }
    } catch (thrown) {
      return refusedRoster(thrown)
    }
  }
  return isEmpty
    ? doubtfulRight('moodle/site:accessallgroups', 'warning', 'the first courses show nobody')
    : doubtfulRight('moodle/user:viewdetails', 'warning', 'the first courses show teachers and no learner')
}

/** @throws what is no lack of a right */
function refusedRoster(thrown: unknown): CheckFinding {
  const right =
    rightOfRefusal[codeOf(thrown)] ??
    (codeOf(thrown) === 'moodle_nopermissions' ? 'moodle/course:viewparticipants' : undefined)
  if (!right) throw thrown
  return missingRight(right, 'error')
}

/** A learner in a course. */
interface Enrolled {
  client: MoodleClient
  userid: string
  courseid: string
  row: z.infer<typeof enrolmentRow>
  signal: AbortSignal
}

/** The enrolment of one may be over, so that Moodle does not tell it. */
async function findEnrolled(
  client: MoodleClient,
  learners: readonly RosterRow[],
  courseid: string,
  signal: AbortSignal,
): Promise<Enrolled | undefined> {
  const name = 'core_enrol_get_users_courses'
  for (const { id: userid } of new Set([learners[0], learners.at(-1)].flatMap(one => one ?? []))) {
    const rows = parseAnswer(rowList, await client.call(name, { userid, returnusercount: 0 }, signal), name)
    const row = rows.map(each => enrolmentRow.safeParse(each).data).find(each => each?.id === courseid)
    if (row) return { client, userid, courseid, row, signal }
  }
  return undefined
}

const enrolmentsHidden = finding(
  'warning',
  'moodle_enrolments_hidden',
  'two learners are on a roster, and the course is not among theirs',
  'see whether their enrolments are over: completions of such people cannot be read',
)

/** Whoever may not see completions is told of none, and refused the date: that is one finding. */
async function datesFinding({ client, userid, courseid, signal }: Enrolled): Promise<CheckFinding> {
  try {
    await client.call('core_completion_get_course_completion_status', { courseid, userid }, signal)
    return finding('ok', 'moodle_dates_seen', 'dates of completion are seen')
  } catch (thrown) {
    if (codeOf(thrown) === 'moodle_cannotviewreport') return missingRight('report/completion:view', 'error')
    return refusedFinding(thrown)
  }
}

const completionSeen = finding('ok', 'moodle_completion_seen', 'completion of courses is seen')

const completionHidden = finding(
  'warning',
  'moodle_completion_hidden',
  'a learner has no completion state',
  'see whether completion is on in the site and in the course',
)

/** Moodle leaves activities that the account may not see out without a word: a person may know how many there are. */
async function activitiesFinding({ client, userid, courseid, signal }: Enrolled): Promise<CheckFinding> {
  try {
    const answer = await client.call(activitiesFunction, { courseid, userid }, signal)
    const { statuses } = parseAnswer(activitiesAnswer, answer, activitiesFunction)
    const message = `${statuses.length} activities of course ${courseid} are seen; those whose mod/…:view is missing are left out without a word, and so are hidden and restricted ones without moodle/course:viewhiddenactivities and moodle/course:ignoreavailabilityrestrictions`
    const remedy = 'allow these rights to the role of the service account for what is missing'
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
  const right = rightOfRefusal[thrown.code]
  if (right) return missingRight(right, 'error')
  return finding('warning', thrown.code, thrown.message, thrown.remedy)
}
