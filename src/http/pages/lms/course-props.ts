import type { CourseGrades, GradeRow } from '#grades/course-grades'
import type { Undelivered } from '#grades/undelivered'
import type { RosterDescription } from '#roster/describe'
import type { Notice } from '../../notice.ts'
import type { View } from '../../view.ts'

export const GRADE_STATES = ['sent', 'waiting', 'refused'] as const
export type GradeState = (typeof GRADE_STATES)[number]

export interface CourseProps {
  view: View
  course: CourseGrades
  rows: readonly GradeRow[]
  /** Which are shown; absent: all. */
  state: GradeState | undefined
  undelivered: readonly Undelivered[]
  /** `null`: never read, or not for this actor. */
  roster: RosterDescription | null
  isAdministrator: boolean
  nextHref: string | null
  notice: Notice | null
  errors: Readonly<Record<string, string>>
}
