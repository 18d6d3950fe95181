import type { CheckFinding, CheckReport } from '../../contract.ts'
import { ConnectorError } from '../../errors.ts'
import { answered } from '../../kit/answered.ts'
import { collectFindings, type Findings, finding } from '../../kit/finding.ts'
import { activitiesFunction } from '../read/activities.ts'
import { fetchCourses } from '../read/courses.ts'
import type { MoodleCourse } from '../read/normalise.ts'
import { type Path, pathOf } from '../read/pull.ts'
import { checkReport } from '../read/report.ts'
import { fetchSiteInfo, type SiteInfo } from '../read/site-info.ts'
import { batchFunction } from '../rest/batched-client.ts'
import {
  createMoodleClient,
  type MoodleClient,
  type MoodleContext,
  type MoodleDeps,
  reportFunction,
} from '../rest/client.ts'
import type { MoodleSettings } from '../settings.ts'
import { doubtfulRight } from './findings.ts'
import { checkLearners } from './learners.ts'
import { openCaller, unreadFindings } from './path.ts'

const catalogueFunction = { core_course_get_courses_by_field: 'no courses and no hours can be read' }

/** What each function is for: the words a person reads when it is missing. */
const walkFunctions = {
  ...catalogueFunction,
  core_enrol_get_enrolled_users: 'nobody can be found on any course',
  core_enrol_get_users_courses: 'no completion can be seen',
  core_completion_get_course_completion_status: 'completions have no date',
}

const functionsOf: Record<Path, Record<string, string>> = {
  plain: walkFunctions,
  batch: { ...walkFunctions, [batchFunction]: 'calls cannot be bundled' },
  report: { ...catalogueFunction, [reportFunction]: 'the report cannot be read' },
}

/** The report knows no activities. */
const wantedOf = (path: Path, { activities }: MoodleSettings): Record<string, string> => ({
  ...functionsOf[path],
  ...(activities && path !== 'report' && { [activitiesFunction]: 'activities inside courses are not seen' }),
})

/** The oldest Moodle whose functions answer as we read them (3.9). */
const oldestVersion = 2020061500

/**
 * Looks at the site as a pull would, and says in words what is missing. At most twelve calls, four more where bundles are
 * not understood; a wrong setting is a finding, never a throw.
 */
export async function checkMoodle(context: MoodleContext, deps: MoodleDeps): Promise<CheckReport> {
  const client = createMoodleClient(context, deps)
  const findings = collectFindings(context.onFinding)
  findings.push(...transportFindings(context.settings))
  let site: string | null = null
  let missing: readonly string[] = []
  try {
    const askedAt = context.now().getTime()
    const info = await fetchSiteInfo(client, context.signal)
    findings.push(answered(context.now().getTime() - askedAt))
    site = `${info.sitename ?? 'Moodle'}, Moodle ${info.release ?? '?'}, account ${info.username ?? info.userid}`
    const path = checkSite(info, context.settings, findings)
    missing = missingOf(info, path, context.settings)
    findings.push(...missing.map(name => functionMissing(name, path, context.settings)))
    findings.push(...unreadFindings(path, context.settings))
    const isTracking = checkTracking(info, findings)
    const courses = await checkCourses(client, context, findings)
    const known = { courses, account: info.userid, isTracking }
    if (path === 'report') findings.push(await reportFinding(client, context))
    else {
      const caller = openCaller(path, context.settings, client)
      await checkLearners(caller, context, known, findings)
      findings.push(...caller.findings())
    }
  } catch (thrown) {
    if (!(thrown instanceof ConnectorError)) throw thrown
    // that a missing function is refused was said when it was found missing
    const isSaid = missing.length > 0 && thrown.code === 'moodle_accessexception'
    if (!isSaid) findings.push(finding('error', thrown.code, thrown.message, thrown.remedy))
  }
  return findings.report(site)
}

async function reportFinding(client: MoodleClient, context: MoodleContext): Promise<CheckFinding> {
  try {
    return await checkReport(client, context)
  } catch (thrown) {
    if (!(thrown instanceof ConnectorError) || thrown.code !== 'moodle_errorreportview') throw thrown
    const doubt = 'or the account is not in the audience of the report, or the site has custom reports off'
    return doubtfulRight('moodle/reportbuilder:view', 'error', doubt)
  }
}

function transportFindings({ url }: MoodleSettings): CheckFinding[] {
  if (!url.startsWith('http:')) return []
  return [finding('warning', 'moodle_no_tls', 'the token travels unencrypted', 'use an https:// address')]
}

/** @returns the path that a pull would take */
function checkSite(info: SiteInfo, settings: MoodleSettings, findings: Findings): Path {
  const present = new Set(info.functions.map(each => each.name))
  const path = settings.path === 'auto' ? pathOf(present, settings.report !== undefined) : settings.path
  findings.push(finding('ok', 'moodle_token', `the token is valid, account ${info.username ?? info.userid}`))
  if (settings.path === 'auto')
    findings.push(finding('ok', 'moodle_path', `completions are read by the path ${path}`))
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
        'use an account of its own whose role has no more rights than this check asks for',
      ),
    )
  }
  return path
}

function missingOf(info: SiteInfo, path: Path, settings: MoodleSettings): string[] {
  const present = new Set(info.functions.map(each => each.name))
  return Object.keys(wantedOf(path, settings)).filter(wanted => !present.has(wanted))
}

function functionMissing(wanted: string, path: Path, settings: MoodleSettings): CheckFinding {
  const message = `${wanted} is missing: ${wantedOf(path, settings)[wanted]}`
  return finding('error', 'moodle_function_missing', message, `add ${wanted} to the external service`)
}

/** With completion off in the whole site, Moodle refuses what it refuses for lack of a right. */
function checkTracking({ advancedfeatures }: SiteInfo, findings: Findings): boolean {
  const isOn = advancedfeatures.every(({ name, value }) => name !== 'enablecompletion' || Number(value) !== 0)
  if (!isOn) {
    const message = 'completion is switched off in the whole site: nobody completes anything'
    const remedy = 'switch it on in Moodle: Site administration, Advanced features'
    findings.push(finding('error', 'moodle_completion_off', message, remedy))
  }
  return isOn
}

async function checkCourses(
  client: MoodleClient,
  context: MoodleContext,
  findings: Findings,
): Promise<MoodleCourse[]> {
  const catalogue = await fetchCourses(client, context.settings, context.signal)
  const tracked = catalogue.courses.filter(course => !course.untracked)
  if (tracked.length === 0) {
    const remedy =
      'switch completion on in the courses, check which are chosen, and give the account moodle/course:viewhiddencourses if they are hidden'
    findings.push(finding('error', 'moodle_no_courses', 'the account sees no course with completion', remedy))
    findings.push(...catalogue.warnings.map(warning => finding('warning', warning.code, warning.message)))
    return []
  }
  findings.push(finding('ok', 'moodle_courses', `${tracked.length} courses with completion`))
  findings.push(hoursFinding(tracked, context.settings))
  findings.push(...hiddenCourses(catalogue.courses))
  findings.push(...catalogue.faults.map(fault => finding('warning', fault.code, fault.message)))
  findings.push(...catalogue.warnings.map(warning => finding('warning', warning.code, warning.message)))
  return tracked
}

/** Moodle leaves hidden courses out without a word: that none is seen proves nothing, but a person may know better. */
function hiddenCourses(courses: MoodleCourse[]): CheckFinding[] {
  const count = courses.filter(course => course.hidden).length
  const right = 'moodle/course:viewhiddencourses'
  if (count > 0)
    return [finding('ok', 'moodle_hidden_courses', `${count} hidden courses are seen (${right})`)]
  const remedy = `allow ${right} to the role of the service account if the site has some`
  const message = `no hidden course is seen: there is none, or ${right} is missing and they are left out without a word`
  return [finding('ok', 'moodle_hidden_courses', message, remedy)]
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
