/** What changes in a plan that holds while the agreement stays (Методический абонемент п. 7.4): dates and themes of events. */
import { NotFoundError } from '#domain/errors'
import { changeTheme, moveDate } from '#domain/routes/items'
import { nextVersion, requireState } from '#domain/routes/machine'
import type { Route, RouteAction, RouteItem } from '#domain/routes/route'
import { changeSeen, type Seen } from './change.ts'
import type { Routes } from './contract.ts'
import type { RoutesDeps } from './deps.ts'
import { requireDrafter } from './rights.ts'
import { termView } from './view.ts'

type Amending = Pick<Routes, 'moveDate' | 'changeTheme'>

export function amending(deps: RoutesDeps): Amending {
  return {
    moveDate: (actor, at, itemId, to) => changeSeen(deps, actor, at, seen => moved(deps, seen, itemId, to)),
    changeTheme: (actor, at, itemId, title) =>
      changeSeen(deps, actor, at, seen => rethemed(deps, seen, itemId, title)),
  }
}

/** @throws {RouteItemError} for a day outside the term */
function moved(deps: RoutesDeps, seen: Seen, itemId: string, to: string): Route {
  const { regulation, route } = seen.loaded
  if (regulation.plan?.moveFree !== true) throw new NotFoundError('dates of this plan change by a revision')
  const term = termView(regulation, route)
  return amended(deps, seen, { action: 'move-date', itemId }, item => ({
    next: moveDate(item, to, term),
    facts: { item: item.title, from: item.plannedOn, to },
  }))
}

/** @throws {RouteItemError} for none, or too long a one */
function rethemed(deps: RoutesDeps, seen: Seen, itemId: string, title: string): Route {
  if (seen.loaded.regulation.plan?.themesFree !== true)
    throw new NotFoundError('themes of this plan change by a revision')
  return amended(deps, seen, { action: 'change-theme', itemId }, item => {
    const next = changeTheme(item, title)
    return { next, facts: { item: item.title, from: item.title, to: next.title } }
  })
}

/**
 * A revision of its own that holds at once.
 *
 * @throws {RouteStateError} unless the plan holds @throws {RouteRoleError} for who does not write it
 */
function amended(
  deps: RoutesDeps,
  { loaded, standing }: Seen,
  { action, itemId }: { action: RouteAction; itemId: string },
  amend: (item: RouteItem) => { next: RouteItem; facts: Record<string, string> },
): Route {
  const { route } = loaded
  const byRole = requireDrafter(loaded, standing, 'change')
  const holding = requireState(route, action, 'approved')
  const item = holding.items.find(each => each.id === itemId)
  if (!item) throw new NotFoundError('no such item')
  const { next, facts } = amend(item)
  const at = deps.now().toISOString()
  const revision = {
    ...holding,
    ...{ number: holding.number + 1, kind: 'change' as const, steps: [], createdAt: at, approvedAt: at },
    items: holding.items.map(each => (each.id === itemId ? next : each)),
  }
  const former = route.revisions.map(each =>
    each.state === 'approved' ? { ...each, state: 'superseded' as const } : each,
  )
  const { personId: by, name: byName } = standing.actor
  return nextVersion(route, { revisions: [...former, revision] }, { action, by, byName, byRole, at, facts })
}
