import type { SourceWarning } from '../../contract.ts'
import { redactDeep } from '../../kit/redact.ts'
import type { SourceFault } from '../../record.ts'
import type { MoodleClient } from '../rest/client.ts'
import { parseAnswer, placesOf, type RosterRow, rosterRow, rowList } from '../rest/schemas.ts'

/** What we read of a person; the rest of a profile is none of our business. */
const userFields = 'id,firstname,lastname,fullname,email,idnumber,institution,department,roles'

/** What is asked for besides if the connection names a field of the profile. */
export const profileFields = (snilsField: string | undefined): readonly string[] =>
  snilsField === undefined ? [] : ['customfields']

/** Roles that teach or run a course. Any other role, or none told, may be a learner's. */
const staffRoles = new Set(['teacher', 'editingteacher', 'manager', 'coursecreator', 'guest'])

export interface RosterPage {
  /** `limitfrom` of this page. */
  from: number
  /** Learners in the order of ids; staff and deleted people are left out. */
  learners: RosterRow[]
  faults: SourceFault[]
  warnings: SourceWarning[]
}

const name = 'core_enrol_get_enrolled_users'

/** More than any course has; past it a server is answering for ever. */
const maxRows = 10_000_000

/**
 * The roster of a course, page by page. Moodle limits before it hides people, so a short page is not the last: only an
 * empty one is, or one that repeats the page before (a server that does not page would go on for ever).
 *
 * @param more fields that are asked for besides
 */
export async function* fetchRoster(
  client: MoodleClient,
  courseId: string,
  from: number,
  pageSize: number,
  signal: AbortSignal,
  more: readonly string[] = [],
): AsyncGenerator<RosterPage> {
  let before: string | null = null
  for (let at = from; at < maxRows; at += pageSize) {
    const rows = await fetchRows(client, courseId, at, pageSize, signal, more)
    if (rows.length === 0) {
      if (at === 0) yield { from: at, learners: [], faults: [], warnings: [emptyRoster(courseId)] }
      return
    }
    const page = readRows(client, courseId, at, rows)
    const told = JSON.stringify(rows)
    // a whole roster in one answer comes twice before it is known as such: nothing is lost
    if (told === before)
      return yield { ...page, learners: [], faults: [], warnings: [repeatingRoster(courseId)] }
    yield page
    before = told
  }
}

async function fetchRows(
  client: MoodleClient,
  courseId: string,
  from: number,
  pageSize: number,
  signal: AbortSignal,
  more: readonly string[],
) {
  const options = {
    userfields: [userFields, ...more].join(','),
    limitfrom: from,
    limitnumber: pageSize,
    sortby: 'id',
    sortdirection: 'ASC',
  }
  const params = {
    courseid: courseId,
    options: Object.entries(options).map(([option, value]) => ({ name: option, value })),
  }
  return parseAnswer(rowList, await client.call(name, params, signal), name)
}

function readRows(client: MoodleClient, courseId: string, from: number, rows: unknown[]): RosterPage {
  const page: RosterPage = { from, learners: [], faults: [], warnings: [] }
  for (const [index, row] of rows.entries()) {
    const parsed = rosterRow.safeParse(row)
    if (!parsed.success) {
      page.faults.push({
        key: `roster:${courseId}:${from + index}`,
        code: 'moodle_person_unreadable',
        message: `a person on the roster of course ${courseId} cannot be read (${placesOf(parsed.error)})`,
        raw: redactDeep(row, client.redact),
      })
      continue
    }
    if (isLearner(parsed.data)) page.learners.push(parsed.data)
  }
  return page
}

function isLearner(row: RosterRow): boolean {
  if (row.deleted) return false
  const onlyStaff =
    row.roles.length > 0 && row.roles.every(({ shortname }) => staffRoles.has(shortname ?? ''))
  return !onlyStaff
}

function emptyRoster(courseId: string): SourceWarning {
  return {
    code: 'moodle_roster_empty',
    message: `course ${courseId} shows nobody: it is empty, or has separate groups and the account lacks moodle/site:accessallgroups`,
  }
}

function repeatingRoster(courseId: string): SourceWarning {
  return {
    code: 'moodle_roster_repeats',
    message: `the roster of course ${courseId} repeats itself from page to page: the site does not page, or answers the same for ever`,
  }
}
