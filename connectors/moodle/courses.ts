import type { SourceFault, SourceWarning } from '../contract.ts'
import type { FormValue } from '../kit/form.ts'
import { redactDeep } from '../kit/redact.ts'
import type { MoodleClient } from './client.ts'
import { compareIds } from './cursor.ts'
import { buildCourse, type MoodleCourse } from './normalise.ts'
import { courseList, courseRow, nameRow, parseAnswer, placesOf } from './schemas.ts'
import type { MoodleSettings } from './settings.ts'

/** The site itself is course 1. */
const siteCourseId = '1'

export interface Catalogue {
  /** By id, ascending; without the site course. */
  courses: MoodleCourse[]
  faults: SourceFault[]
  warnings: SourceWarning[]
}

/**
 * Courses with their hours, in one call. `core_course_get_courses` would fail as a whole over one course that the
 * account may not enter; this function leaves such courses out, so what was asked for by id is checked.
 */
export async function fetchCourses(
  client: MoodleClient,
  settings: MoodleSettings,
  signal: AbortSignal,
): Promise<Catalogue> {
  const name = 'core_course_get_courses_by_field'
  const answer = parseAnswer(courseList, await client.call(name, selection(settings), signal), name)
  const catalogue: Catalogue = { courses: [], faults: [], warnings: [] }
  for (const [index, row] of answer.courses.entries()) {
    const parsed = courseRow.safeParse(row)
    if (!parsed.success) catalogue.faults.push(courseFault(client, index, row, placesOf(parsed.error)))
    else if (parsed.data.id !== siteCourseId) catalogue.courses.push(buildCourse(parsed.data, settings))
  }
  catalogue.courses.sort((a, b) => compareIds(a.id, b.id))
  catalogue.warnings.push(
    ...missing(settings, catalogue.courses),
    ...catalogue.courses.flatMap(courseWarnings),
  )
  return catalogue
}

function selection({ courses }: MoodleSettings): { [key: string]: FormValue } {
  if (courses === 'all') return {}
  return 'ids' in courses
    ? { field: 'ids', value: courses.ids.join(',') }
    : { field: 'category', value: courses.category }
}

function courseFault(client: MoodleClient, index: number, row: unknown, places: string): SourceFault {
  return {
    key: `course:${nameRow(row, index)}`,
    code: 'moodle_course_unreadable',
    message: `a course of the list cannot be read (${places}); its completions are not pulled`,
    raw: redactDeep(row, client.redact),
  }
}

function missing({ courses }: MoodleSettings, found: MoodleCourse[]): SourceWarning[] {
  if (courses === 'all' || !('ids' in courses)) return []
  const seen = new Set(found.map(course => course.id))
  return courses.ids
    .filter(id => !seen.has(id))
    .map(id => ({
      code: 'moodle_course_not_visible',
      message: `course ${id} was asked for and not given: it was deleted, or the account lacks moodle/course:view or moodle/course:viewhiddencourses`,
    }))
}

function courseWarnings(course: MoodleCourse): SourceWarning[] {
  const name = `course ${course.id}`
  const warnings: SourceWarning[] = []
  if (course.untracked && course.hours.some(hours => hours.value !== null)) {
    warnings.push({
      code: 'moodle_course_untracked',
      message: `${name} has hours, but completion is off in it`,
    })
  }
  if (course.hoursConflict) {
    warnings.push({
      code: 'moodle_hours_conflict',
      message: `${name} states different hours in two fields; the first counts`,
    })
  }
  if (!course.untracked && course.hours.length === 0) {
    warnings.push({ code: 'moodle_hours_missing', message: `${name} has none of the hours fields` })
  }
  return warnings
}
