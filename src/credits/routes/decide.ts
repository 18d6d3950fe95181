/** The way of a revision: sent, withdrawn, agreed, approved, returned, changed. */
import type { Actor } from '#domain/access/actor'
import { definedOnly } from '#domain/defined'
import { InvalidInputError } from '#domain/errors'
import { returnRoute, takeStep } from '#domain/routes/decisions'
import { changeRoute, commentRoute, type StepDetails, sendRoute, withdrawRoute } from '#domain/routes/machine'
import { latestRevision, type Route, type RouteAction } from '#domain/routes/route'
import { isCalendarDate } from '#domain/time/calendar'
import { changeSeen, hasDone, type Seen } from './change.ts'
import type { RouteAt, Routes, RouteView } from './contract.ts'
import type { RoutesDeps } from './deps.ts'
import { requireDrafter } from './rights.ts'

const LONGEST_COMMENT = 2000

type Deciding = Pick<Routes, 'send' | 'withdraw' | 'take' | 'returnForRework' | 'change' | 'comment'>

export function deciding(deps: RoutesDeps): Deciding {
  return {
    send: send(deps),
    withdraw: withdraw(deps),
    take: take(deps),
    returnForRework: returnForRework(deps),
    change: change(deps),
    comment: (actor, at, comment) =>
      changeSeen(deps, actor, at, seen => {
        const role = seen.standing.actor.roles[0]?.role ?? 'system'
        return commentRoute(seen.loaded.route, role, detailsOf(deps, seen, { comment }))
      }),
  }
}

function detailsOf(
  deps: RoutesDeps,
  { standing: { actor, ofLearner } }: Seen,
  more: Pick<StepDetails, 'comment' | 'order'> = {},
): StepDetails {
  requireComment(more.comment)
  return { actor, ofLearner, at: deps.now().toISOString(), ...more }
}

/** A step that, sent twice by one person on the same version, was taken once. */
const once =
  (deps: RoutesDeps, action: RouteAction) =>
  (actor: Actor, at: RouteAt, step: (seen: Seen) => Route): Promise<RouteView> =>
    changeSeen(deps, actor, at, step, hasDone(action, actor.personId, at))

const send =
  (deps: RoutesDeps): Deciding['send'] =>
  (actor, at, comment) =>
    once(deps, 'send')(actor, at, seen => {
      const { route, regulation } = seen.loaded
      const role = requireDrafter(seen.loaded, seen.standing)
      return sendRoute(route, regulation, role, detailsOf(deps, seen, definedOnly({ comment })))
    })

const withdraw =
  (deps: RoutesDeps): Deciding['withdraw'] =>
  (actor, at) =>
    once(deps, 'withdraw')(actor, at, seen => {
      const role = requireDrafter(seen.loaded, seen.standing)
      return withdrawRoute(seen.loaded.route, role, detailsOf(deps, seen))
    })

const take =
  (deps: RoutesDeps): Deciding['take'] =>
  async (actor, at, { comment, order }) => {
    requireOrderDate(order)
    return once(deps, 'take')(actor, at, seen => {
      requireRevision(seen, at.revision)
      return takeStep(seen.loaded.route, detailsOf(deps, seen, definedOnly({ comment, order })))
    })
  }

const returnForRework =
  (deps: RoutesDeps): Deciding['returnForRework'] =>
  (actor, at, comment) =>
    once(deps, 'return')(actor, at, seen => {
      requireRevision(seen, at.revision)
      return returnRoute(seen.loaded.route, detailsOf(deps, seen, { comment }))
    })

const change =
  (deps: RoutesDeps): Deciding['change'] =>
  (actor, at) =>
    once(deps, 'change')(actor, at, seen => {
      const role = requireDrafter(seen.loaded, seen.standing, 'change')
      return changeRoute(seen.loaded.route, role, detailsOf(deps, seen))
    })

/** The decision was made on this revision and no other. */
function requireRevision({ loaded }: Seen, revision: number): void {
  if (latestRevision(loaded.route).number === revision) return
  throw new InvalidInputError('another revision waits', [{ path: 'revision', message: 'not the latest' }])
}

function requireComment(comment: string | undefined): void {
  if ((comment?.length ?? 0) <= LONGEST_COMMENT) return
  const message = `at most ${LONGEST_COMMENT} characters`
  throw new InvalidInputError('the comment is too long', [{ path: 'comment', message }])
}

function requireOrderDate(order: { date: string } | undefined): void {
  if (!order || isCalendarDate(order.date)) return
  const message = 'a calendar date YYYY-MM-DD'
  throw new InvalidInputError('the order does not hold', [{ path: 'order.date', message }])
}
