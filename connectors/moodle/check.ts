import { type CheckFinding, type CheckReport, ConnectorError } from '../contract.ts'
import { createMoodleClient, type MoodleClient, type MoodleContext, type MoodleDeps } from './client.ts'
import { fetchCourses } from './courses.ts'
import type { MoodleCourse } from './normalise.ts'
import { fetchRoster } from './roster.ts'
import { enrolmentRow, parseAnswer, type RosterRow, rowList, siteInfo } from './schemas.ts'
import type { MoodleSettings } from './settings.ts'

/** What each function is for: the words a person reads when it is missing. */
const requiredFunctions: Record<string, string> = {
  core_course_get_courses_by_field: 'no courses and no hours can be read',
  core_enrol_get_enrolled_users: 'nobody can be found on any course',
  core_enrol_get_users_courses: 'no completion can be seen',
  core_completion_get_course_completion_status: 'completions have no date',
}

/** The oldest Moodle whose functions answer as we read them (3.9). */
const oldestVersion = 2020061500

const sampleCourses = 3
const samplePages = 2
const samplePageSize = 20

/**
 * Looks at the site as a pull would, and says in words what is missing. At most ten calls; a wrong setting is a
 * finding, never a throw.
 */
export async function checkMoodle(context: MoodleContext, deps: MoodleDeps): Promise<CheckReport> {
  const client = createMoodleClient(context, deps)
  const findings: CheckFinding[] = [...transportFindings(context.settings)]
  let site: string | null = null
  try {
    site = await checkSite(client, context, findings)
    const courses = await checkCourses(client, context, findings)
    await checkLearner(client, context, courses, findings)
  } catch (thrown) {
    if (!(thrown instanceof ConnectorError)) throw thrown
    findings.push(finding('error', thrown.code, thrown.message, thrown.remedy))
  }
  return { ok: findings.every(({ level }) => level !== 'error'), site, findings }
}

function transportFindings({ url }: MoodleSettings): CheckFinding[] {
  if (!url.startsWith('http:')) return []
  return [finding('warning', 'moodle_no_tls', 'the token travels unencrypted', 'use an https:// address')]
}

async function checkSite(
  client: MoodleClient,
  { signal }: MoodleContext,
  findings: CheckFinding[],
): Promise<string> {
  const name = 'core_webservice_get_site_info'
  const info = parseAnswer(siteInfo, await client.call(name, {}, signal), name)
  const present = new Set(info.functions.map(each => each.name))
  findings.push(finding('ok', 'moodle_token', `the token is valid, account ${info.username ?? info.userid}`))
  for (const [wanted, loss] of Object.entries(requiredFunctions)) {
    if (present.has(wanted)) continue
    const remedy = `add ${wanted} to the external service`
    findings.push(finding('error', 'moodle_function_missing', `${wanted} is missing: ${loss}`, remedy))
  }
  if (Number.parseInt(info.version ?? '', 10) < oldestVersion) {
    const message = `Moodle ${info.release ?? info.version} is older than 3.9`
    findings.push(
      finding('warning', 'moodle_version_old', message, 'upgrade Moodle, or check the first pull by eye'),
    )
  }
  if (info.userissiteadmin) {
    const message = 'the account is a site administrator: a stolen token would open everything'
    findings.push(
      finding(
        'warning',
        'moodle_account_admin',
        message,
        'use an account with the rights of docs/connectors.md',
      ),
    )
  }
  return `${info.sitename ?? 'Moodle'}, Moodle ${info.release ?? '?'}, account ${info.username ?? info.userid}`
}

async function checkCourses(
  client: MoodleClient,
  context: MoodleContext,
  findings: CheckFinding[],
): Promise<MoodleCourse[]> {
  const catalogue = await fetchCourses(client, context.settings, context.signal)
  const tracked = catalogue.courses.filter(course => !course.untracked)
  if (tracked.length === 0) {
    const remedy =
      'give the account moodle/course:view and moodle/course:viewhiddencourses, and check the list of courses'
    findings.push(finding('error', 'moodle_no_courses', 'the account sees no course with completion', remedy))
    return []
  }
  findings.push(finding('ok', 'moodle_courses', `${tracked.length} courses with completion`))
  findings.push(hoursFinding(tracked, context.settings))
  findings.push(...catalogue.faults.map(fault => finding('warning', fault.code, fault.message)))
  findings.push(...catalogue.warnings.map(warning => finding('warning', warning.code, warning.message)))
  return tracked
}

function hoursFinding(courses: MoodleCourse[], settings: MoodleSettings): CheckFinding {
  const readable = courses.filter(course => course.hours.some(hours => hours.value !== null)).length
  const fields = settings.hoursField.join(', ')
  const message = `hours (${fields}) are readable on ${readable} of ${courses.length} courses`
  if (readable === courses.length) return finding('ok', 'moodle_hours', message)
  const remedy =
    'fill the course custom field in, and let everybody see it: Moodle hides a hidden field from us too'
  return finding(
    'warning',
    readable === 0 ? 'moodle_hours_field_missing' : 'moodle_hours_partly',
    message,
    remedy,
  )
}

/** One learner, as a pull would read them. */
async function checkLearner(
  client: MoodleClient,
  { settings, signal }: MoodleContext,
  courses: MoodleCourse[],
  findings: CheckFinding[],
): Promise<void> {
  if (courses.length === 0) return
  const found = await firstLearner(client, courses.slice(0, sampleCourses), signal)
  if (!found) {
    const remedy =
      'see whether the courses have learners; with separate groups give moodle/site:accessallgroups'
    findings.push(finding('warning', 'moodle_roster_empty', 'the first courses show no learner', remedy))
    return
  }
  const { learner, courseId } = found
  if (learner.email === undefined && learner.idnumber === undefined) {
    const remedy = 'give the account moodle/user:viewalldetails and moodle/site:viewuseridentity'
    findings.push(
      finding(
        'warning',
        'moodle_identity_hidden',
        'neither e-mail nor personal number of people is seen',
        remedy,
      ),
    )
  }
  const name = 'core_enrol_get_users_courses'
  const rows = parseAnswer(
    rowList,
    await client.call(name, { userid: learner.id, returnusercount: 0 }, signal),
    name,
  )
  const own = rows.map(row => enrolmentRow.safeParse(row).data).find(row => row?.id === courseId)
  findings.push(own ? enrolmentFinding(own.completed) : hiddenFinding(settings))
  if (own) findings.push(await completionFinding(client, learner.id, courseId, signal))
}

/** A page may be all staff, a course all empty. */
async function firstLearner(
  client: MoodleClient,
  courses: MoodleCourse[],
  signal: AbortSignal,
): Promise<{ learner: RosterRow; courseId: string } | null> {
  for (const { id } of courses) {
    let pages = 0
    for await (const { learners } of fetchRoster(client, id, 0, samplePageSize, signal)) {
      if (learners[0]) return { learner: learners[0], courseId: id }
      if (++pages === samplePages) break
    }
  }
  return null
}

function enrolmentFinding(completed: boolean | undefined): CheckFinding {
  if (completed !== undefined) return finding('ok', 'moodle_completion_seen', 'completion of courses is seen')
  const remedy = 'see whether completion is on in the site and in the course'
  return finding('warning', 'moodle_completion_hidden', 'a learner has no completion state', remedy)
}

function hiddenFinding({ url }: MoodleSettings): CheckFinding {
  const message = `a learner of ${url} is on a roster, and the course is not among theirs`
  const remedy = 'the enrolment is over, or the account lacks moodle/course:view'
  return finding('warning', 'moodle_enrolments_hidden', message, remedy)
}

async function completionFinding(
  client: MoodleClient,
  userId: string,
  courseId: string,
  signal: AbortSignal,
): Promise<CheckFinding> {
  try {
    await client.call(
      'core_completion_get_course_completion_status',
      { courseid: courseId, userid: userId },
      signal,
    )
    return finding('ok', 'moodle_dates_seen', 'dates of completion are seen')
  } catch (thrown) {
    if (!(thrown instanceof ConnectorError) || thrown.kind !== 'data') throw thrown
    return finding('warning', thrown.code, thrown.message, thrown.remedy)
  }
}

function finding(level: CheckFinding['level'], code: string, message: string, remedy?: string): CheckFinding {
  return { level, code, message, ...(remedy === undefined ? {} : { remedy }) }
}
