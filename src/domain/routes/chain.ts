/**
 * The chain of agreement (цепочка согласования) as the regulation has it: who drafts, whose turn it is, who may take a step.
 */

import type { Approver, Participant } from '../regulations/data.ts'
import type { Regulation } from '../regulations/regulation.ts'
import type { RouteRevision, RouteStepRecord, RouteSubject } from './route.ts'

type RouteRuled = Pick<Regulation, 'route' | 'hourBudget'>
type Subject = RouteSubject['type']

/** A plan is the school's where hours are ordered per school (Методический абонемент, п. 7.2). */
export function routeSubjectType(regulation: RouteRuled): RouteSubject['type'] {
  return regulation.hourBudget?.per === 'school' ? 'school' : 'learner'
}

/**
 * Whether a school has a plan of its own: instead of its teachers' routes, or beside them where the text has a form for it
 * (Омск, приложение 2).
 */
export const hasSchoolPlan = (regulation: RouteRuled & Pick<Regulation, 'forms'>): boolean =>
  routeSubjectType(regulation) === 'school' || regulation.forms.some(({ id }) => id === SCHOOL_PLAN)

export const SCHOOL_PLAN = 'school-plan'

/** A school's plan beside the routes of teachers is its head's own: the chain of a route is not its chain. */
const isBeside = (regulation: RouteRuled, subject: Subject): boolean =>
  subject === 'school' && routeSubjectType(regulation) === 'learner'

/** Who writes a revision of this kind; where the text names nobody, the learner, or who may begin a school's plan. */
export function draftersOf(
  regulation: RouteRuled,
  kind: RouteRevision['kind'],
  subject = routeSubjectType(regulation),
): readonly Participant[] {
  if (isBeside(regulation, subject)) return ['head']
  const [first] = regulation.route?.[kind] ?? []
  if (first?.does === 'drafts') return first.by
  if (routeSubjectType(regulation) === 'learner') return ['learner']
  return regulation.route?.initiatedBy ?? ['head']
}

/** Who may begin a route: who is named for it, who drafts it, and the learner where they draft. */
export function initiatorsOf(
  regulation: RouteRuled,
  subject = routeSubjectType(regulation),
): readonly Participant[] {
  const named = isBeside(regulation, subject) ? [] : (regulation.route?.initiatedBy ?? [])
  return [...new Set([...named, ...draftersOf(regulation, 'first', subject)])]
}

/** The steps after the draft, waiting. */
export function stepsToTake(
  regulation: RouteRuled,
  kind: RouteRevision['kind'],
  subject = routeSubjectType(regulation),
): RouteStepRecord[] {
  if (isBeside(regulation, subject)) return []
  const chain = regulation.route?.[kind] ?? []
  return chain
    .filter((step, i) => i > 0 || step.does !== 'drafts')
    .map(({ does, by, optional }) => ({ does, by, optional, status: 'waiting' as const }))
}

/** Places of the steps whose turn it is: the next one that must be taken, and those before it that may be left out. */
export function turnOf(steps: readonly RouteStepRecord[]): number[] {
  const places: number[] = []
  for (const [i, step] of steps.entries()) {
    if (step.status !== 'waiting') continue
    places.push(i)
    if (!step.optional) break
  }
  return places
}

/** Who decides where the holder of a role is the learner (руководитель сам слушатель): the next level. */
const NEXT_LEVEL: Readonly<Partial<Record<Participant, Approver>>> = {
  mentor: 'head',
  tutor: 'head',
  curator: 'head',
  association: 'head',
  council: 'head',
  group: 'head',
  head: 'municipality',
  methodist: 'municipality',
  provider: 'institute',
  municipality: 'institute',
  institute: 'department',
}

/**
 * Roles that may take a step.
 *
 * @param ofLearner roles that the learner of the route holds themselves: for these the next level may decide as well
 */
export function rolesFor(
  step: Pick<RouteStepRecord, 'by'>,
  ofLearner: readonly Participant[],
): Participant[] {
  const above = step.by.filter(role => ofLearner.includes(role)).flatMap(role => NEXT_LEVEL[role] ?? [])
  return [...new Set([...step.by, ...above])]
}
