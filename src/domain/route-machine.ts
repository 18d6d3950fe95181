/**
 * The steps of a route. Each is checked, each stands in the history, the route given is never changed:
 *
 *     draft → in-approval → approved → superseded   (by the next approved revision)
 *                         → returned                (a new draft with the next number follows)
 *     in-approval → draft                           (withdrawn while nobody decided)
 */
import type { CalendarDate } from './kinds.ts'
import type { Regulation } from './regulation.ts'
import type { Participant } from './regulation-data.ts'
import {
  latestRevision,
  type Route,
  type RouteAction,
  type RouteChange,
  type RouteRevision,
  type RouteSignature,
  type RouteStepRecord,
} from './route.ts'
import { rolesFor, stepsToTake, turnOf } from './route-chain.ts'
import {
  OwnRouteError,
  RouteCommentRequiredError,
  RouteEmptyError,
  RouteFullError,
  RouteOrderRequiredError,
  RouteOutOfTurnError,
  RouteRoleError,
  RouteSamePersonError,
  RouteStateError,
} from './route-errors.ts'

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

function lineOf(action: RouteAction, role: Participant | 'system', { actor, at, comment }: StepDetails) {
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
  if (draft.items.length === 0) throw new RouteEmptyError('the plan has no items')
  const steps = stepsToTake(regulation, draft.kind)
  const sent: RouteRevision = { ...draft, state: 'in-approval', removed: [], steps, sentAt: details.at }
  const line = lineOf('send', role, details)
  const next = nextVersion(route, { revisions: withLatest(route, sent) }, line)
  return isThrough(steps) ? approved(next, details.at) : next
}

/** Nobody has to decide any more. */
const isThrough = (steps: readonly RouteStepRecord[]): boolean =>
  steps.every(step => step.optional || step.status === 'taken')

/** The last revision holds; the one that held before does not any more. */
function approved(route: Route, at: string): Route {
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

interface Turn {
  place: number
  role: { role: Participant; appointmentId?: string }
}

/**
 * The step whose turn it is and that the actor may take.
 *
 * @throws {OwnRouteError} for the learner @throws {RouteOutOfTurnError} @throws {RouteRoleError}
 */
function turnFor(route: Route, steps: readonly RouteStepRecord[], details: StepDetails): Turn {
  const { actor, ofLearner = [] } = details
  const isLearner = route.subject.type === 'learner' && route.subject.learnerId === actor.personId
  const held = isLearner ? actor.roles.filter(({ role }) => role === 'learner') : actor.roles
  const fits = (step: RouteStepRecord) => held.find(({ role }) => rolesFor(step, ofLearner).includes(role))
  const turn = turnOf(steps)
  for (const place of turn) {
    const role = fits(steps[place] as RouteStepRecord)
    if (role) return { place, role }
  }
  const awaited = turn.flatMap(place => rolesFor(steps[place] as RouteStepRecord, ofLearner))
  const facts = { roles: [...new Set(awaited)].join(', ') }
  if (isLearner) throw new OwnRouteError('nobody agrees or approves their own route', facts)
  if (steps.some(step => step.status === 'waiting' && fits(step)))
    throw new RouteOutOfTurnError('others come first', facts)
  throw new RouteRoleError('this takes another role', facts)
}

/** The step that the actor could take now; `null`: none. */
export function nextStepOf(
  route: Route,
  details: Pick<StepDetails, 'actor' | 'ofLearner'>,
): RouteStepRecord | null {
  const { state, steps } = latestRevision(route)
  if (route.closed || state !== 'in-approval') return null
  try {
    const { place } = turnFor(route, steps, { ...details, at: '' })
    requireAnother(steps, place, details.actor)
    return steps[place] ?? null
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}

/** Whether the actor could take the next step now. */
export const mayTake = (route: Route, details: Pick<StepDetails, 'actor' | 'ofLearner'>): boolean =>
  nextStepOf(route, details) !== null

const isRefusal = (error: unknown): boolean =>
  error instanceof OwnRouteError ||
  error instanceof RouteOutOfTurnError ||
  error instanceof RouteRoleError ||
  error instanceof RouteSamePersonError

/** Whoever agreed does not approve (Тюмень п. 2.2: согласован и утверждён — двумя людьми). */
function requireAnother(steps: readonly RouteStepRecord[], place: number, actor: RouteActor): void {
  const decides = ['approves', 'orders'].includes(steps[place]?.does ?? '')
  const agreed = steps.some(step => step.does === 'agrees' && step.signature?.by === actor.personId)
  if (decides && agreed) throw new RouteSamePersonError('whoever agreed does not approve')
}

/**
 * Takes the next step: agrees, discusses, interviews, approves, orders. Steps before it that the text lets be left out are
 * skipped. The last one makes the revision hold.
 *
 * @throws what `turnFor` throws @throws {RouteSamePersonError} @throws {RouteOrderRequiredError}
 */
export function takeStep(route: Route, details: StepDetails): Route {
  const revision = requireState(route, 'take', 'in-approval')
  const { place, role } = turnFor(route, revision.steps, details)
  requireAnother(revision.steps, place, details.actor)
  const step = revision.steps[place] as RouteStepRecord
  if (step.does === 'orders' && !details.order?.number.trim())
    throw new RouteOrderRequiredError('an order has a number and a date')
  const signature = signatureOf(role, details)
  const steps = revision.steps.map((each, i) => {
    if (i === place) return { ...each, status: 'taken' as const, signature }
    return i < place && each.status === 'waiting' ? { ...each, status: 'skipped' as const } : each
  })
  const line = { ...lineOf('take', role.role, details), does: step.does, ...orderFacts(details) }
  const next = nextVersion(route, { revisions: withLatest(route, { ...revision, steps }) }, line)
  return isThrough(steps) ? approved(next, details.at) : next
}

const orderFacts = ({ order }: StepDetails) =>
  order ? { facts: { number: order.number.trim(), date: order.date } } : {}

function signatureOf(
  { role, appointmentId }: Turn['role'],
  { actor, at, comment, order }: StepDetails,
): RouteSignature {
  const text = comment?.trim()
  return {
    by: actor.personId,
    byName: actor.name,
    as: role,
    at,
    ...(appointmentId && { appointmentId }),
    ...(text && { comment: text }),
    ...(order && { order: { number: order.number.trim(), date: order.date } }),
  }
}

/**
 * Returns the revision for rework: it stays as it was sent, a draft with the next number follows.
 *
 * @throws {RouteCommentRequiredError} and what `turnFor` throws
 */
export function returnRoute(route: Route, details: StepDetails): Route {
  const revision = requireState(route, 'return', 'in-approval')
  const { place, role } = turnFor(route, revision.steps, details)
  if (!details.comment?.trim()) throw new RouteCommentRequiredError('say what has to change')
  const signature = signatureOf(role, details)
  const steps = revision.steps.map((step, i) =>
    i === place ? { ...step, status: 'returned' as const, signature } : step,
  )
  const returned: RouteRevision = { ...revision, steps, state: 'returned' }
  const line = { ...lineOf('return', role.role, details), revision: revision.number }
  const revisions = [...withLatest(route, returned), draftAfter(revision, revision.kind, details.at)]
  return nextVersion(route, { revisions }, line)
}

function draftAfter(from: RouteRevision, kind: RouteRevision['kind'], at: string): RouteRevision {
  const { number, items } = from
  return { number: number + 1, kind, state: 'draft', items, removed: [], steps: [], createdAt: at }
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
