import type { Course } from '../courses.ts'
import type { Progress } from '../population.ts'
import { type Activity, activitiesOf } from './activities.ts'
import { checkNames, integer, type Params } from './params.ts'
import { escapeXml, type Value } from './shape.ts'
import { type Site, seesCompletion, type WsFunction } from './site.ts'
import {
  cannotViewReport,
  invalidUser,
  loginRequired,
  missingRecord,
  noCriteria,
  noPermissions,
  notEnrolled,
  userDeleted,
} from './ws-error.ts'

/** The course and the person of a call; refuses unknown and deleted ones. */
function readPair(site: Site, params: Params): { course: Course; userId: number; progress: Progress | null } {
  checkNames(params, ['courseid', 'userid'])
  const course = site.population.course(integer(params.courseid))
  const userId = integer(params.userid)
  if (!course) throw missingRecord('course')
  const person = site.population.person(userId)
  if (!person) throw invalidUser()
  if (person.deleted) throw userDeleted()
  return { course, userId, progress: site.population.progress(userId, course.id) }
}

/** Completion of a course, criterion by criterion. There is no time of the whole: the caller takes the latest one. */
export const courseCompletion: WsFunction = (site, params) => {
  const { course, progress } = readPair(site, params)
  if (site.lacks.has('moodle/course:view')) throw loginRequired()
  if (course.tracking === 'off' || !seesCompletion(site)) throw cannotViewReport()
  if (course.tracking === 'no-criteria') throw noCriteria()
  if (progress?.enrolment !== 'active') throw notEnrolled()
  const completions = activitiesOf(course, progress).map(activity => criterion(site, activity))
  const completed = progress.state === 'completed'
  return { completionstatus: { completed, aggregation: 1, completions }, warnings: [] }
}

function criterion(site: Site, activity: Activity): Value {
  const complete = activity.state === 1 || activity.state === 2
  const link = `${site.url}/mod/${activity.modname}/view.php?id=${activity.cmid}`
  return {
    type: 4,
    title: 'Activity completion',
    status: complete ? 'Yes' : 'No',
    complete,
    timecompleted: complete ? activity.changed : null,
    details: {
      type: 'Activity completion',
      criteria: `<a href="${link}">${escapeXml(activity.name)}</a>`,
      requirement: activity.requirement,
      status: '',
    },
  }
}

/** States of the activities; `timecompleted` may be there though the activity is not complete, or failed. */
export const activitiesCompletion: WsFunction = (site, params) => {
  const { course, progress } = readPair(site, params)
  if (site.lacks.has('moodle/course:view')) throw loginRequired()
  if (site.lacks.has('report/progress:view')) throw noPermissions()
  const tracked = course.tracking !== 'off' && progress?.enrolment === 'active'
  const activities = tracked ? activitiesOf(course, progress) : []
  const seen = activities.filter(({ modname }) => !site.lacks.has(`mod/${modname}:view`))
  return { statuses: seen.map(status), warnings: [] }
}

function status(activity: Activity): Value {
  const rulevalue = { status: activity.state === 2 ? 1 : activity.state, description: activity.ruleText }
  return {
    cmid: activity.cmid,
    modname: activity.modname,
    instance: activity.instance,
    state: activity.state,
    timecompleted: activity.changed,
    tracking: 2,
    overrideby: null,
    valueused: false,
    hascompletion: true,
    isautomatic: true,
    istrackeduser: true,
    uservisible: true,
    details: [{ rulename: activity.rule, rulevalue }],
    isoverallcomplete: activity.state === 1 || activity.state === 2,
  }
}
