/**
 * One report of the report builder over everybody's courses (data source «Course participants»): cells are words for
 * people, dates in the account's zone, names are links; ended enrolments are in it, and so are official times.
 */
import { fullName, type Person } from '../people.ts'
import { checkNames, integer } from './params.ts'
import { escapeXml } from './shape.ts'
import type { Site, WsFunction } from './site.ts'
import { cannotSeeReport, missingRecord } from './ws-error.ts'

const REPORT_ID = 1

/** Headers of the report; a test may rename them, as an administrator may. */
export const REPORT_HEADERS: readonly string[] = [
  'Full name with link',
  'First name',
  'Last name',
  'Email address',
  'ID number',
  'Institution',
  'Course full name with link',
  'Completed',
  'Time completed',
]

const dates = new Intl.DateTimeFormat('en-AU', {
  timeZone: 'Asia/Tomsk',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const times = new Intl.DateTimeFormat('en-US', { timeZone: 'Asia/Tomsk', hour: 'numeric', minute: '2-digit' })

/** `Tuesday, 21 October 2025, 4:53 PM`, Moodle's `strftimedaydatetime`. */
function inWords(seconds: number): string {
  const at = new Date(seconds * 1000)
  const part = Object.fromEntries(dates.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${part.weekday}, ${part.day} ${part.month} ${part.year}, ${times.format(at).replace('\u202f', ' ')}`
}

export const listReports: WsFunction = (site, params) => {
  checkNames(params, [], ['page', 'perpage'])
  return {
    reports: [{ id: REPORT_ID, name: 'Зачётка', source: 'course participants' }],
    warnings: [],
    url: site.url,
  }
}

export const retrieveReport: WsFunction = (site, params) => {
  checkNames(params, ['reportid'], ['page', 'perpage'])
  if (integer(params.reportid) !== REPORT_ID) throw missingRecord('reportbuilder_report')
  if (site.lacks.has('moodle/reportbuilder:view')) throw cannotSeeReport()
  const [page, perPage] = [integer(params.page, 0), integer(params.perpage, 10)]
  const pairs = pairsOf(site)
  const rows = pairs.slice(page * perPage, (page + 1) * perPage)
  return {
    details: { id: REPORT_ID, name: 'Зачётка', source: 'course participants' },
    data: {
      headers: site.reportHeaders ?? REPORT_HEADERS,
      rows: rows.map(([userId, courseId]) => ({ columns: cellsOf(site, userId, courseId) })),
      totalrowcount: pairs.length,
    },
    warnings: [],
  }
}

/** By person, then by course: a unique order. */
function pairsOf(site: Site): [number, number][] {
  return [...site.population.learnerIds()].flatMap(userId => {
    const person = site.population.person(userId)
    if (!person || person.deleted) return []
    return site.population.coursesOf(userId).map(({ id }): [number, number] => [userId, id])
  })
}

function cellsOf(site: Site, userId: number, courseId: number): string[] {
  const person = site.population.person(userId) as Person
  const course = site.population.course(courseId)
  const at = site.population.progress(userId, courseId)?.timecompleted ?? null
  const done = at !== null && course?.tracking === 'criteria'
  return [
    `<a href="${site.url}/user/profile.php?id=${userId}">${escapeXml(fullName(person))}</a>`,
    person.firstname,
    person.lastname,
    person.email,
    person.idnumber,
    escapeXml(person.institution),
    `<a href="${site.url}/course/view.php?id=${courseId}">${escapeXml(course?.fullname ?? '')}</a>`,
    done ? 'Yes' : 'No',
    done ? inWords(at) : '',
  ]
}
