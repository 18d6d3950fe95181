import type { CheckFinding } from '../../contract.ts'
import { finding } from '../../kit/finding.ts'

/**
 * What is lost without a right of the service account, in words: as recorded when each was taken from it on a Moodle
 * 4.5.6, and as `user_get_user_details`, `course_can_view_participants` and `completion_can_view_data` of its source say.
 */
const losses = {
  'moodle/course:view': 'rosters and dates are refused, and people have no courses',
  'moodle/course:viewparticipants':
    'rosters are refused, and people have no courses (moodle/course:enrolreview does as well)',
  'moodle/course:viewhiddencourses': 'hidden courses are left out without a word',
  'moodle/user:viewdetails': 'most people vanish from rosters without a word',
  'moodle/user:viewalldetails':
    'no department, and no personal number and no place of work unless the site shows them (showuseridentity): people are harder to match',
  'moodle/site:viewfullnames': 'no family name and no first name, only both in one line',
  'moodle/course:useremail':
    'no e-mail of people who hide theirs: they are harder to match (moodle/site:viewuseridentity does as well where the site shows e-mails, showuseridentity)',
  'moodle/site:accessallgroups': 'courses with separate groups look empty',
  'report/completion:view': 'no completion is told, and dates are refused',
  'report/progress:view': 'activities inside courses are refused',
  'moodle/reportbuilder:view': 'the report is refused',
} as const

export type Right = keyof typeof losses

type Level = 'error' | 'warning'

const remedyOf = (right: Right): string =>
  `allow ${right} to the role of the service account in the system context`

/**
 * One finding a right: which, what is lost without it, where it is given.
 *
 * @param seen what proves it, if that says more
 */
export function missingRight(right: Right, level: Level, seen?: string): CheckFinding {
  const proof = seen === undefined ? '' : ` (${seen})`
  return finding(
    level,
    'moodle_right_missing',
    `${right} is missing${proof}: ${losses[right]}`,
    remedyOf(right),
  )
}

/** @param seen what looks as if the right were missing */
export function doubtfulRight(right: Right, level: Level, seen: string): CheckFinding {
  const message = `${right} may be missing (${seen}): ${losses[right]}`
  return finding(level, 'moodle_right_doubtful', message, remedyOf(right))
}
