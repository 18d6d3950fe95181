import type { Person } from '../people.ts'
import { activitiesOf } from './activities.ts'
import { courseDates } from './courses.ts'
import { checkNames, integer, options, text } from './params.ts'
import type { Value } from './shape.ts'
import { SITE_COURSE_ID, type Site, seesCompletion, seesParticipants, type WsFunction } from './site.ts'
import { isSeen, personFields, profileFields } from './users.ts'
import { badCourseContext, invalidParameter, missingRecord, noPermissions } from './ws-error.ts'

const OPTIONS = [
  'withcapability',
  'groupid',
  'onlyactive',
  'onlysuspended',
  'userfields',
  'limitfrom',
  'limitnumber',
  'sortby',
  'sortdirection',
]

const ROLES = {
  learner: { roleid: 5, name: '', shortname: 'student', sortorder: 0 },
  teacher: { roleid: 3, name: '', shortname: 'editingteacher', sortorder: 0 },
} as const

/**
 * Enrolled people, staff among them. The limit cuts first and people who may not be seen are dropped after it, so a
 * page in the middle may be shorter than asked for, and only an empty one is the last.
 */
export const getEnrolledUsers: WsFunction = (site, params) => {
  checkNames(params, ['courseid'], ['options'])
  const courseId = integer(params.courseid)
  if (courseId !== SITE_COURSE_ID && !site.population.course(courseId)) throw missingRecord('course')
  if (site.lacks.has('moodle/course:view')) throw badCourseContext()
  if (!seesParticipants(site)) throw noPermissions()
  const wanted = options(params.options, OPTIONS)
  const from = integer(wanted.limitfrom, 0)
  const number = integer(wanted.limitnumber, 0)
  const ids = select(site, courseId, wanted)
  const page = number > 0 ? ids.slice(from, from + number) : ids.slice(from)
  const people = page.flatMap(id => site.population.person(id) ?? []).filter(person => isSeen(site, person))
  const fields = wanted.userfields?.split(',')
  return people.map(person => narrow(enrolledRow(site, courseId, person, fields), fields))
}

function select(site: Site, courseId: number, wanted: Record<string, string>): number[] {
  const { population } = site
  const onlyActive = wanted.onlyactive === '1'
  const onlySuspended = wanted.onlysuspended === '1'
  if (onlySuspended && onlyActive) throw invalidParameter()
  if (onlySuspended) return [...population.enrolled(courseId, 'inactive')]
  const teachers = population.staff.filter(one => one.role === 'teacher').map(one => one.id)
  return [...teachers, ...population.enrolled(courseId, onlyActive ? 'active' : 'any')]
}

type Row = { [key: string]: Value }

/** With `userfields` only those fields are answered, and the person's id always. */
function narrow(row: Row, fields: readonly string[] | undefined): Value {
  if (!fields) return row
  return Object.fromEntries(Object.entries(row).filter(([key]) => key === 'id' || fields.includes(key)))
}

function enrolledRow(site: Site, courseId: number, person: Person, wanted?: readonly string[]): Row {
  const staff = person.role !== 'learner'
  const asked = !wanted || wanted.includes('enrolledcourses')
  const courses = asked ? coursesShown(site, person) : []
  const fields = profileFields(site, person)
  return {
    ...personFields(site, person, 'course'),
    lastcourseaccess: site.population.progress(person.id, courseId)?.touched ?? 0,
    ...(fields.length > 0 ? { customfields: fields } : {}),
    roles: [staff ? ROLES.teacher : ROLES.learner],
    enrolledcourses: courses.map(({ id, fullname, shortname }) => ({ id, fullname, shortname })),
  }
}

const coursesShown = (site: Site, person: Person) =>
  person.role === 'learner' ? activeCourses(site, person.id) : site.population.courses

const activeCourses = (site: Site, userId: number) =>
  site.population
    .coursesOf(userId)
    .filter(course => site.population.progress(userId, course.id)?.enrolment === 'active')

/** Courses with an active enrolment, with `completed` and `progress` but no date. Unknown people have none. */
export const getUsersCourses: WsFunction = (site, params) => {
  checkNames(params, ['userid'], ['returnusercount'])
  const person = site.population.person(integer(params.userid))
  const count = text(params.returnusercount, '1') !== '0'
  if (site.lacks.has('moodle/course:view') || !seesParticipants(site)) return []
  if (!person || person.deleted || person.invisible || person.role !== 'learner') return []
  return activeCourses(site, person.id).map(course => userCourse(site, person.id, course.id, count))
}

function userCourse(site: Site, userId: number, courseId: number, count: boolean): Value {
  const course = site.population.course(courseId)
  const progress = site.population.progress(userId, courseId)
  if (!course || !progress) return null
  const done = activitiesOf(course, progress).filter(one => one.state === 1 || one.state === 2).length
  const tracked = course.tracking !== 'off'
  const told = tracked && seesCompletion(site)
  return {
    id: course.id,
    shortname: course.shortname,
    fullname: course.fullname,
    displayname: course.fullname,
    ...(count ? { enrolledusercount: site.population.enrolled(course.id).length + 2 } : {}),
    idnumber: course.idnumber,
    visible: course.visible ? 1 : 0,
    summary: `<p>Модуль «${course.fullname}».</p>`,
    summaryformat: 1,
    format: 'topics',
    courseimage: `${site.url}/pluginfile.php/${course.id * 7}/course/generated/course.svg`,
    showgrades: true,
    lang: '',
    enablecompletion: tracked,
    completionhascriteria: told && course.tracking === 'criteria',
    completionusertracked: told,
    category: 2,
    progress: told ? (done * 100) / 3 : null,
    completed: told ? course.tracking === 'criteria' && progress.state === 'completed' : null,
    ...courseDates(site),
    marker: 0,
    lastaccess: progress.state === 'not-started' ? null : progress.touched,
    isfavourite: false,
    hidden: false,
    overviewfiles: [],
    showactivitydates: false,
    showcompletionconditions: true,
    timemodified: courseDates(site).startdate,
  }
}

/** The same question asked of other pages: who stands in a course, active enrolments only, staff first. */
export function activeMembers(site: Site, courseId: number): Person[] {
  const ids = select(site, courseId, { onlyactive: '1' })
  return ids.flatMap(id => site.population.person(id) ?? []).filter(person => !person.suspended)
}
