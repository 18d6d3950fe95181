import type { SourceWarning } from '../../contract.ts'
import type { FormValue } from '../../kit/http/form.ts'
import { redactDeep } from '../../kit/redact.ts'
import type { SourceFault } from '../../record.ts'
import type { MoodleClient } from '../rest/client.ts'
import { courseList, courseRow, nameRow, parseAnswer, placesOf } from '../rest/schemas.ts'
import type { MoodleSettings } from '../settings.ts'
import { compareIds } from './cursor.ts'
import { buildCourse, type MoodleCourse } from './normalise.ts'

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
  catalogue.warnings.push(...courseWarnings(settings, catalogue.courses))
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

/** One sentence for all courses of a kind: a site may have thousands. */
function courseWarnings(settings: MoodleSettings, courses: MoodleCourse[]): SourceWarning[] {
  const readable = (course: MoodleCourse): boolean => course.hours.some(hours => hours.value !== null)
  const ids = (test: (course: MoodleCourse) => boolean): string[] => courses.filter(test).map(({ id }) => id)
  return [
    ...warning(
      'moodle_course_not_visible',
      'asked for and not given: deleted, or hidden from an account without moodle/course:viewhiddencourses',
      missing(settings, courses),
    ),
    ...warning(
      'moodle_course_untracked',
      'with hours, but completion is off',
      ids(course => course.untracked && readable(course)),
    ),
    ...warning(
      'moodle_hours_conflict',
      'with different hours in two fields, the first readable one counts',
      ids(course => course.hoursConflict),
    ),
    ...warning(
      'moodle_hours_missing',
      'without any of the hours fields',
      ids(course => !course.untracked && course.hours.length === 0),
    ),
  ]
}

function missing({ courses }: MoodleSettings, found: MoodleCourse[]): string[] {
  if (courses === 'all' || !('ids' in courses)) return []
  const seen = new Set(found.map(course => course.id))
  return courses.ids.filter(id => !seen.has(id))
}

const namedAtMost = 30

function warning(code: string, words: string, ids: string[]): SourceWarning[] {
  if (ids.length === 0) return []
  const more = ids.length > namedAtMost ? ` and ${ids.length - namedAtMost} more` : ''
  return [{ code, message: `courses ${words}: ${ids.slice(0, namedAtMost).join(', ')}${more}` }]
}
