import type { CheckFinding } from '../contract.ts'
import { finding } from '../kit/finding.ts'

/** What is lost without a right of the service account, in words. */
const losses = {
  'moodle/course:view': 'rosters and dates are refused, and people have no courses',
  'moodle/course:viewhiddencourses': 'hidden courses are left out without a word',
  'moodle/user:viewdetails': 'most people vanish from rosters without a word',
  'moodle/user:viewalldetails': 'no personal number and no place of work: people are harder to match',
  'moodle/site:viewuseridentity': 'no e-mail: people are harder to match',
  'moodle/site:accessallgroups': 'courses with separate groups look empty',
  'report/completion:view': 'completions have no date',
  'report/progress:view': 'activities inside courses are refused',
  'moodle/reportbuilder:view': 'the report is refused',
} as const

type Right = keyof typeof losses

/** One finding a right: which, what is lost without it, where it is given. */
export function missingRight(right: Right, level: 'error' | 'warning', doubt?: string): CheckFinding {
  const message =
    doubt === undefined
      ? `${right} is missing: ${losses[right]}`
      : `${right} may be missing (${doubt}): ${losses[right]}`
  const remedy = `allow ${right} to the role of the service account in the system context`
  return finding(level, 'moodle_right_missing', message, remedy)
}
