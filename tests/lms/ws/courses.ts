import type { Course } from '../courses.ts'
import { fullName } from '../people.ts'
import { DAY, TERM_DAYS } from '../story.ts'
import { checkNames, integer, strings, text } from './params.ts'
import type { Value } from './shape.ts'
import { SITE_COURSE_ID, type Site, type WsFunction } from './site.ts'
import { badCourseContext, invalidParameter } from './ws-error.ts'

/** The custom fields of a course: `hours` is a number with a display text, `hours_text` is free text. */
function customFields(hoursRaw: string | null, hoursText: string): Value {
  const hours = hoursRaw === null ? null : Number(hoursRaw)
  return [
    {
      name: 'Часы',
      shortname: 'hours',
      type: 'number',
      valueraw: hours,
      value: hours === null ? null : `${hours.toFixed(1)} ч.`,
    },
    {
      name: 'Объём (строкой)',
      shortname: 'hours_text',
      type: 'text',
      valueraw: hoursText,
      value: hoursText || null,
    },
  ]
}

const summaryOf = (course: Course): string => `<p>Модуль «${course.fullname}».</p>`

/** When the course opens and ends, seconds UTC; 0: no end. */
export function courseDates(site: Site): { startdate: number; enddate: number } {
  return { startdate: site.population.nowSeconds - TERM_DAYS * DAY, enddate: 0 }
}

function siteCourse(site: Site): { [key: string]: Value } {
  return {
    id: SITE_COURSE_ID,
    shortname: 'ТГПУ',
    categoryid: 0,
    fullname: site.title,
    displayname: site.title,
    summary: '',
    summaryformat: 0,
    format: 'site',
    startdate: 0,
    enddate: 0,
    showactivitydates: false,
    showcompletionconditions: null,
    customfields: customFields(null, ''),
  }
}

function ordinary(site: Site, course: Course): { [key: string]: Value } {
  return {
    id: course.id,
    shortname: course.shortname,
    categoryid: 2,
    fullname: course.fullname,
    displayname: course.fullname,
    summary: summaryOf(course),
    summaryformat: 1,
    format: 'topics',
    ...courseDates(site),
    showactivitydates: false,
    showcompletionconditions: true,
    customfields: customFields(course.hoursRaw, course.hoursText),
  }
}

export const getCourses: WsFunction = (site, params) => {
  checkNames(params, [], ['options'])
  const wanted = params.options
  if (typeof wanted === 'string') throw invalidParameter()
  const ids = strings(wanted?.ids).map(id => integer(id))
  const isAsked = ({ id }: { id?: Value }): boolean => ids.length === 0 || ids.includes(Number(id))
  const asked = site.population.courses.filter(isAsked)
  // one course that may not be entered is enough
  if (asked.some(({ visible }) => !mayEnter(site, visible))) throw badCourseContext()
  return [siteCourse(site), ...asked.map(course => ordinary(site, course))].filter(isAsked)
}

const mayEnter = ({ lacks }: Site, isVisible: boolean): boolean =>
  !lacks.has('moodle/course:view') && (isVisible || !lacks.has('moodle/course:viewhiddencourses'))

const FILTERS = ['displayh5p', 'activitynames', 'mathjaxloader', 'emoticon', 'urltolink', 'mediaplugin']

function detailed(
  site: Site,
  row: { [key: string]: Value },
  course: Course | null,
): { [key: string]: Value } {
  const teacher = site.population.find({ role: 'teacher' })
  return {
    ...row,
    courseimage: `${site.url}/pluginfile.php/${Number(row.id) * 7}/course/generated/course.svg`,
    categoryname: course ? 'Цифровая образовательная среда' : '',
    sortorder: course ? 20_000 + course.id : 1,
    summaryfiles: [],
    overviewfiles: [],
    contacts: course && teacher ? [{ id: teacher.id, fullname: fullName(teacher) }] : [],
    enrollmentmethods: course ? ['manual'] : [],
    showgrades: 1,
    newsitems: course ? 0 : 3,
    maxbytes: 0,
    showreports: 0,
    visible: course?.visible === false ? 0 : 1,
    groupmode: 0,
    groupmodeforce: 0,
    defaultgroupingid: 0,
    enablecompletion: course && course.tracking !== 'off' ? 1 : 0,
    completionnotify: 0,
    lang: '',
    theme: '',
    marker: 0,
    filters: FILTERS.map(filter => ({ filter, localstate: 0, inheritedstate: 1 })),
    ...(course && !site.lacks.has('moodle/course:view') && { courseformatoptions: FORMAT_OPTIONS }),
  }
}

const FORMAT_OPTIONS = [
  { name: 'hiddensections', value: 1 },
  { name: 'coursedisplay', value: 0 },
  { name: 'indentation', value: '1' },
]

const MATCH: Readonly<Record<string, (course: Course | null, value: string) => boolean>> = {
  '': () => true,
  id: (course, value) => (course?.id ?? SITE_COURSE_ID) === integer(value),
  ids: (course, value) =>
    value
      .split(',')
      .map(Number)
      .includes(course?.id ?? SITE_COURSE_ID),
  shortname: (course, value) => course?.shortname === value,
  idnumber: (course, value) => course?.idnumber === value,
  category: (course, value) => (course ? 2 : 0) === integer(value),
}

export const getCoursesByField: WsFunction = (site, params) => {
  checkNames(params, [], ['field', 'value'])
  const match = MATCH[text(params.field)]
  if (!match) throw invalidParameter()
  const value = text(params.value)
  const rows = site.population.courses
    .filter(course => match(course, value))
    .filter(course => course.visible || !site.lacks.has('moodle/course:viewhiddencourses'))
    .map(course => detailed(site, ordinary(site, course), course))
  return {
    courses: match(null, value) ? [detailed(site, siteCourse(site), null), ...rows] : rows,
    warnings: [],
  }
}
