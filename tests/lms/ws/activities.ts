/** What a learner did inside a course: three activities, each of them a criterion of the course's completion. */
import type { Course } from '../courses.ts'
import type { Progress } from '../population.ts'
import { DAY } from '../story.ts'

/** Moodle's states of an activity: 0 incomplete, 1 complete, 2 complete and passed, 3 complete and failed. */
export type ActivityState = 0 | 1 | 2 | 3

export interface Activity {
  cmid: number
  modname: 'page' | 'quiz' | 'assign'
  instance: number
  name: string
  requirement: string
  rule: string
  ruleText: string
  state: ActivityState
  /** Seconds UTC; 0: never. Set for an unfinished quiz that was opened: Moodle's field is the time of the last change. */
  changed: number
}

const KINDS = [
  ['page', 'Лекция. Содержание и методы', 'Viewing the page', 'completionview', 'View', 10],
  [
    'quiz',
    'Итоговый тест',
    'Achieving grade, Achieving passing grade',
    'completionpassgrade',
    'Receive a passing grade',
    3,
  ],
  ['assign', 'Зачётная работа', 'Making a submission', 'completionsubmit', 'Make a submission', 0],
] as const

/** The three activities of a course with what the learner did in them; the last one done sets the course's time. */
export function activitiesOf(course: Course, progress: Progress): Activity[] {
  return KINDS.map(([modname, name, requirement, rule, ruleText, daysBefore], k) => {
    const state = stateOf(progress, k)
    const at = progress.touched - daysBefore * DAY
    return {
      cmid: course.id * 10 + k,
      modname,
      instance: course.id * 10 + k - 5,
      name,
      requirement,
      rule,
      ruleText,
      state,
      changed: state > 0 || (modname === 'quiz' && progress.state === 'in-progress') ? at : 0,
    }
  })
}

function stateOf({ state }: Progress, k: number): ActivityState {
  if (state === 'completed') return k === 1 ? 2 : 1
  if (state === 'failed') return k === 1 ? 3 : 1
  return state === 'in-progress' && k === 0 ? 1 : 0
}

/** Passing needs 60; a grade is there once the quiz was finished. */
export function gradeOf(activity: Activity, dice: number): number | null {
  if (activity.modname === 'page' || activity.state === 0) return null
  return activity.state === 3 ? 20 + (dice % 40) : 60 + (dice % 41)
}
