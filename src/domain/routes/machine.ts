/**
 * The steps of a route. Each is checked, each stands in the history, the route given is never changed:
 *
 *     draft → in-approval → approved → superseded   (by the next approved revision)
 *                         → returned                (a new draft with the next number follows)
 *     in-approval → draft                           (withdrawn while nobody decided)
 */
import type { CalendarDate } from '../kinds.ts'
import type { Participant } from '../regulations/data.ts'
import type { Regulation } from '../regulations/regulation.ts'
import { stepsToTake } from './chain.ts'
import { RouteCommentRequiredError, RouteEmptyError, RouteFullError, RouteStateError } from './errors.ts'
import {
  latestRevision,
  type Route,
  type RouteAction,
  type RouteChange,
  type RouteRevision,
  type RouteStepRecord,
} from './route.ts'

/** Who takes a step, in all roles that they hold for this route. */
export interface RouteActor {
  personId: string
  name: string
  roles: readonly { role: Participant; appointmentId?: string }[]
}

export interface StepDetails {
  actor: RouteActor
  /** ISO instant. */
  at: string
  comment?: string
  order?: { number: string; date: CalendarDate }
  /** Roles that the learner of the route holds themselves. */
  ofLearner?: readonly Participant[]
}

type Changes = Partial<Pick<Route, 'revisions' | 'organisation' | 'handOver' | 'closed'>>

/** The next version of a route with a line of history. */
export function nextVersion(
  route: Route,
  changes: Changes,
  line: Omit<RouteChange, 'version' | 'revision'> & { revision?: number },
): Route {
  const version = route.version + 1
  const next = { ...route, ...changes, version }
  const revision = line.revision ?? latestRevision(next).number
  return { ...next, history: [...route.history, { ...line, revision, version }] }
}

/** One document holds a route: these stay far below what a document may weigh. */
const MOST_ITEMS_KEPT = 20_000
const MOST_LINES = 3_000

/** @throws {RouteFullError} before the document would grow too large */
export function requireRoom({ revisions, history }: Route): void {
  const items = revisions.reduce((sum, revision) => sum + revision.items.length, 0)
  if (items > MOST_ITEMS_KEPT || history.length > MOST_LINES)
    throw new RouteFullError('the route keeps as many revisions and lines as it can')
}

/** Puts another revision in place of the last. */
export const withLatest = (route: Route, revision: RouteRevision): readonly RouteRevision[] => [
  ...route.revisions.slice(0, -1),
  revision,
]

export function lineOf(
  action: RouteAction,
  role: Participant | 'system',
  { actor, at, comment }: StepDetails,
) {
  const text = comment?.trim()
  return {
    action,
    ...{ by: actor.personId, byName: actor.name, byRole: role, at },
    ...(text && { comment: text }),
  }
}

/** @throws {RouteStateError} unless the last revision is in one of the states, and the route goes on */
export function requireState(
  route: Route,
  action: RouteAction,
  ...states: RouteRevision['state'][]
): RouteRevision {
  const revision = latestRevision(route)
  if (route.closed || !states.includes(revision.state)) {
    const state = route.closed ? 'closed' : revision.state
    throw new RouteStateError(`${state} does not allow ${action}`, { action, state })
  }
  return revision
}

/**
 * Sends the draft along the chain; where the text asks for nobody's agreement it holds at once.
 *
 * @throws {RouteEmptyError} for a plan without items
 */
export function sendRoute(
  route: Route,
  regulation: Regulation,
  role: Participant,
  details: StepDetails,
): Route {
  const draft = requireState(route, 'send', 'draft')
  if (draft.items.length === 0 && Object.keys(draft.texts ?? {}).length === 0)
    throw new RouteEmptyError('the plan has no items')
  const steps = stepsToTake(regulation, draft.kind, route.subject.type)
  const sent: RouteRevision = { ...draft, state: 'in-approval', removed: [], steps, sentAt: details.at }
  const line = lineOf('send', role, details)
  const next = nextVersion(route, { revisions: withLatest(route, sent) }, line)
  return isThrough(steps) ? approved(next, details.at) : next
}

/** Nobody has to decide any more. */
export const isThrough = (steps: readonly RouteStepRecord[]): boolean =>
  steps.every(step => step.optional || step.status === 'taken')

/** The last revision holds; the one that held before does not any more. */
export function approved(route: Route, at: string): Route {
  const last = latestRevision(route)
  const steps = last.steps.map(step =>
    step.status === 'waiting' ? { ...step, status: 'skipped' as const } : step,
  )
  const revisions = route.revisions.map(each =>
    each.number === last.number
      ? { ...each, steps, state: 'approved' as const, approvedAt: at }
      : each.state === 'approved'
        ? { ...each, state: 'superseded' as const }
        : each,
  )
  return { ...route, revisions }
}

/** Back to a draft. @throws {RouteStateError} once somebody decided */
export function withdrawRoute(route: Route, role: Participant, details: StepDetails): Route {
  const sent = requireState(route, 'withdraw', 'in-approval')
  if (sent.steps.some(step => step.status === 'taken'))
    throw new RouteStateError('somebody has decided already', { action: 'withdraw', state: 'in-approval' })
  const { sentAt: _sentAt, ...rest } = sent
  const draft: RouteRevision = { ...rest, state: 'draft', steps: [] }
  return nextVersion(route, { revisions: withLatest(route, draft) }, lineOf('withdraw', role, details))
}

/** The draft with the next number. */
export function draftAfter(from: RouteRevision, kind: RouteRevision['kind'], at: string): RouteRevision {
  const { number, items, texts } = from
  const kept = { items, ...(texts && { texts }) }
  return { number: number + 1, kind, state: 'draft', ...kept, removed: [], steps: [], createdAt: at }
}

/** A draft of a change to what holds. */
export function changeRoute(route: Route, role: Participant, details: StepDetails): Route {
  const holding = requireState(route, 'change', 'approved')
  const revisions = [...route.revisions, draftAfter(holding, 'change', details.at)]
  return nextVersion(route, { revisions }, lineOf('change', role, details))
}

/** A line that changes nothing else. */
export function commentRoute(route: Route, role: Participant | 'system', details: StepDetails): Route {
  if (!details.comment?.trim()) throw new RouteCommentRequiredError('the comment is empty')
  return nextVersion(route, {}, lineOf('comment', role, details))
}
