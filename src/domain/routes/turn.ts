/** Whose turn it is with a route. */
import type { Participant } from '../regulations/data.ts'
import type { Regulation } from '../regulations/regulation.ts'
import { draftersOf, turnOf } from './chain.ts'
import { latestRevision, type Route, type RouteRevision, revisionInForce } from './route.ts'

/** Roles that a revision waits for; nobody's while it is no document that was sent. */
export function rolesAwaited({ state, steps }: Pick<RouteRevision, 'state' | 'steps'>): Participant[] {
  const turn = state === 'in-approval' ? turnOf(steps) : []
  return [...new Set(turn.flatMap(place => steps[place]?.by ?? []))]
}

/**
 * Roles without which a route is not approved now: those that decide on it, or those that write it while it is a draft or not
 * begun. Empty: it holds, or was stopped.
 */
export function approvalAwaits(
  route: Pick<Route, 'revisions' | 'closed' | 'subject'> | null,
  regulation: Pick<Regulation, 'route' | 'hourBudget'>,
): readonly Participant[] {
  if (!route) return draftersOf(regulation, 'first')
  if (route.closed || revisionInForce(route)) return []
  const revision = latestRevision(route)
  if (revision.state === 'in-approval') return rolesAwaited(revision)
  return draftersOf(regulation, revision.kind, route.subject.type)
}
