import type { Course } from '../courses.ts'
import { fullName, type Person } from '../people.ts'
import type { Progress } from '../population.ts'
import { type Activity, activitiesOf, gradeOf } from './activities.ts'
import { checkNames, integer, type Params } from './params.ts'
import type { Value } from './shape.ts'
import type { Site, WsFunction } from './site.ts'
import {
  cannotViewGrades,
  invalidUser,
  loginRequired,
  missingRecord,
  noPermissions,
  userDeleted,
} from './ws-error.ts'

const NOTHING: Progress = { state: 'not-started', enrolment: 'active', timecompleted: null, touched: 0 }

/** Grades of one learner, or of all active learners of the course when `userid` is 0 or absent. */
export const gradeItems: WsFunction = (site, params) => {
  checkNames(params, ['courseid'], ['userid', 'groupid'])
  const course = site.population.course(integer(params.courseid))
  if (!course) throw missingRecord('course')
  if (site.lacks.has('moodle/course:view')) throw loginRequired()
  if (site.lacks.has('gradereport/user:view')) throw noPermissions()
  if (site.lacks.has('moodle/grade:viewall')) throw cannotViewGrades()
  return { usergrades: graded(site, params, course).map(one => userGrades(site, course, one)), warnings: [] }
}

function graded(site: Site, params: Params, course: Course): Person[] {
  const userId = integer(params.userid, 0)
  if (userId !== 0) return [known(site, userId)]
  const active = [...site.population.enrolled(course.id, 'active')]
  return active.flatMap(id => site.population.person(id) ?? [])
}

function known(site: Site, userId: number): Person {
  const person = site.population.person(userId)
  if (!person) throw invalidUser()
  if (person.deleted) throw userDeleted()
  return person
}

function userGrades(site: Site, course: Course, person: Person): Value {
  const progress = site.population.progress(person.id, course.id) ?? NOTHING
  const all = activitiesOf(course, progress).filter(one => one.modname !== 'page')
  const items = all.filter(({ modname }) => !site.lacks.has(`mod/${modname}:view`))
  const grades = items.map(item => gradeOf(item, site.population.number(person.id, item.cmid)))
  const total = grades.some(grade => grade !== null)
    ? grades.reduce<number>((sum, one) => sum + (one ?? 0), 0)
    : null
  return {
    courseid: course.id,
    courseidnumber: course.idnumber,
    userid: person.id,
    userfullname: fullName(person),
    useridnumber: person.idnumber,
    maxdepth: 2,
    gradeitems: [
      ...items.map((item, k) => activityItem(course, item, grades[k] ?? null)),
      courseItem(course, total, total === null ? null : progress.touched),
    ],
  }
}

function activityItem(course: Course, item: Activity, grade: number | null): Value {
  return {
    id: item.cmid + 1000,
    itemname: item.name,
    itemtype: 'mod',
    itemmodule: item.modname,
    iteminstance: item.instance,
    itemnumber: 0,
    idnumber: '',
    categoryid: course.id,
    cmid: item.cmid,
    ...(grade === null ? {} : { weightraw: 0.5, weightformatted: '50.00 %' }),
    ...gradeFields(grade, grade === null ? null : item.changed, 100),
    gradedatesubmitted: grade === null ? null : item.changed,
  }
}

function courseItem(course: Course, total: number | null, at: number | null): Value {
  return {
    id: course.id + 500,
    itemname: null,
    itemtype: 'course',
    itemmodule: null,
    iteminstance: course.id,
    itemnumber: null,
    idnumber: null,
    categoryid: null,
    ...gradeFields(total, at, 200),
    gradedatesubmitted: null,
  }
}

function gradeFields(grade: number | null, at: number | null, max: number): { [key: string]: Value } {
  return {
    outcomeid: null,
    scaleid: null,
    locked: false,
    graderaw: grade,
    gradedategraded: at,
    gradehiddenbydate: false,
    gradeneedsupdate: false,
    gradeishidden: false,
    gradeislocked: false,
    gradeisoverridden: false,
    gradeformatted: grade === null ? '-' : grade.toFixed(2),
    grademin: 0,
    grademax: max,
    rangeformatted: `0&ndash;${max}`,
    percentageformatted: grade === null ? '-' : `${((grade * 100) / max).toFixed(2)} %`,
    feedback: '',
    feedbackformat: grade === null ? 0 : 2,
  }
}
