/** What Moodle leaves out without a word, of a batch of learners: an empty pass must not look like one that found nothing. */
import type { SourceWarning } from '../../contract.ts'

interface Told {
  /** Courses that Moodle tells of a learner. */
  rows: number
  /** Of tracked courses: those whose state it tells, and those whose it does not. */
  told: number
  untold: number
}

/** Of so few people it may be as it is. */
const few = 5

export function untold(learners: readonly Told[]): SourceWarning[] {
  return [...hiddenEnrolments(learners), ...hiddenCompletions(learners)]
}

function hiddenEnrolments(learners: readonly Told[]): SourceWarning[] {
  if (learners.length < few || learners.some(({ rows }) => rows > 0)) return []
  const message =
    'people are on rosters, yet Moodle tells of no course of theirs: their enrolments are over, or the account lacks moodle/course:view'
  return [{ code: 'moodle_enrolments_hidden', message }]
}

/** Whoever may see completions is told yes or no of each course that tracks them. */
function hiddenCompletions(learners: readonly Told[]): SourceWarning[] {
  const isSilent = learners.some(each => each.untold > 0) && learners.every(each => each.told === 0)
  if (!isSilent) return []
  const message =
    'Moodle tells of nobody whether they completed a course: the account lacks report/completion:view, or completion is off in the site'
  return [{ code: 'moodle_completion_hidden', message }]
}
