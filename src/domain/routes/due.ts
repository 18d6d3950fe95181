/** What a course makes due (Омск п. 3.4): an interview and a corrected plan after the institute's own, a new plan after others. Pure. */
import type { CalendarDate } from '../kinds.ts'
import { type Regulation, stepAfterCourse } from '../regulations/regulation.ts'
import type { HeldEvent } from './plan.ts'

export type DueStep = 'interview' | 'correction' | 'new-plan'

export interface Due {
  step: DueStep
  entryId: string
  /** The course, as the book names it. */
  title: string
  /** When it ended. */
  date: CalendarDate
}

/** What was done since, day by day. */
export interface DoneSince {
  /** Days of interviews. */
  interviews: readonly CalendarDate[]
  /** Days on which a revision of the plan was sent. */
  plans: readonly CalendarDate[]
}

/** One line a course whose step is not done; whatever came on a later day answers for all courses before it. */
export function dueAfterCourses(regulation: Regulation, held: readonly HeldEvent[], done: DoneSince): Due[] {
  return held
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .flatMap(({ id: entryId, title, date, kind, provider }) => {
      if (kind === undefined) return []
      const asked = stepAfterCourse(regulation, { kind, ...(provider !== undefined && { provider }) })
      const step = asked && dueStep(asked === 'interviews', date, done)
      return step ? [{ step, entryId, title, date }] : []
    })
}

/** After an interview the plan is corrected by what it came to; else the plan is written anew. */
function dueStep(isInterview: boolean, date: CalendarDate, done: DoneSince): DueStep | undefined {
  const since = (days: readonly CalendarDate[], from: CalendarDate) => days.filter(day => day >= from)
  if (!isInterview) return since(done.plans, date).length > 0 ? undefined : 'new-plan'
  const [interview] = since(done.interviews, date).toSorted()
  if (interview === undefined) return 'interview'
  return since(done.plans, interview).length > 0 ? undefined : 'correction'
}
