/** Decisions on a route that was sent: whose turn it is, a step taken, a return for rework. Pure. */

import type { Participant } from '../regulations/data.ts'
import { rolesFor, turnOf } from './chain.ts'
import {
  OwnRouteError,
  RouteCommentRequiredError,
  RouteOrderRequiredError,
  RouteOutOfTurnError,
  RouteRoleError,
  RouteSamePersonError,
} from './errors.ts'
import {
  approved,
  draftAfter,
  isThrough,
  lineOf,
  nextVersion,
  type RouteActor,
  requireState,
  type StepDetails,
  withLatest,
} from './machine.ts'
import {
  latestRevision,
  type Route,
  type RouteRevision,
  type RouteSignature,
  type RouteStepRecord,
} from './route.ts'

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
