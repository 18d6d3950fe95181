/** One change of a route: seen, checked, stepped, written over the version that was seen. */
import type { Actor } from '#domain/access/actor'
import { changedSince, withChange } from '#domain/changes/changes'
import { lastStep } from '#domain/changes/meanwhile'
import { NotFoundError } from '#domain/errors'
import { RouteChangedError } from '#domain/routes/errors'
import { requireRoom } from '#domain/routes/machine'
import { latestRevision, type Route, type RouteAction } from '#domain/routes/route'
import { differencesIn } from '#domain/routes/told'
import type { RouteAt, RouteView } from './contract.ts'
import type { RoutesDeps } from './deps.ts'
import { applyApproval } from './facts.ts'
import { type LoadedRoute, loadRoutes } from './load.ts'
import { appointmentsOf, canSee, type Standing, standingOf } from './standing.ts'
import { routeView } from './view.ts'

export interface Seen {
  loaded: LoadedRoute
  standing: Standing
}

/** @throws {NotFoundError} if it is not there or not theirs to see */
export async function seeRoute(deps: RoutesDeps, actor: Actor, route: Route | null): Promise<Seen> {
  const [loaded] = route ? await loadRoutes(deps, [route]) : []
  if (!loaded) throw new NotFoundError('no such route')
  const isSchool = loaded.route.subject.type === 'school'
  const [appointments, person] = await Promise.all([
    appointmentsOf(deps, [loaded.route.programmeId]),
    isSchool ? deps.stores.people.byId(actor.personId) : null,
  ])
  const ofProgramme = appointments.get(loaded.route.programmeId) ?? []
  const standing = standingOf(actor, loaded, ofProgramme, person?.organisation)
  if (!canSee(standing)) throw new NotFoundError('no such route')
  return { loaded, standing }
}

export async function seeRouteById(deps: RoutesDeps, actor: Actor, id: string): Promise<Seen> {
  return seeRoute(deps, actor, await deps.stores.routes.byId(id))
}

/**
 * @param step makes the next version out of what was seen
 * @param isDone whether the actor did the same already, so that the present state is the answer
 * @throws {RouteChangedError} if somebody changed it since, or at the same moment
 */
export async function changeSeen(
  deps: RoutesDeps,
  actor: Actor,
  at: RouteAt,
  step: (seen: Seen) => Route,
  isDone: (route: Route) => boolean = () => false,
): Promise<RouteView> {
  const seen = await seeRouteById(deps, actor, at.routeId)
  const { route } = seen.loaded
  if (route.version !== at.version) {
    if (!isDone(route)) throw changed(route, at)
    await applyApproval(deps, seen.loaded)
    return routeView(deps, seen.loaded, seen.standing)
  }
  const next = step(seen)
  requireRoom(next)
  if (next !== route && !(await deps.stores.routes.replace(told(deps, actor, route, next)))) {
    const now = await deps.stores.routes.byId(route.id)
    if (!now || !isDone(now)) throw changed(now ?? route, at)
  }
  const after = await seeRouteById(deps, actor, route.id)
  if (latestRevision(after.loaded.route).state === 'approved') await applyApproval(deps, after.loaded)
  return routeView(deps, after.loaded, after.standing)
}

/** The next version with what it made different. */
function told(deps: RoutesDeps, actor: Actor, read: Route, next: Route): Route {
  const action = next.history.at(-1)?.action ?? 'draft'
  const what = { action, at: deps.now().toISOString(), differences: differencesIn(read, next) }
  return { ...next, changes: withChange(read, actor, what).changes }
}

/** Of a change from before differences were kept, its line of the history. */
function changed(route: Route, seen: RouteAt): RouteChangedError {
  const { id, version, history } = route
  const last = lastStep(history)
  const meanwhile = changedSince(route, seen.version) ?? (last && { ...last, version })
  return new RouteChangedError('somebody changed the route since', { routeId: id, version }, { meanwhile })
}

/** The same person did the same since that version: pressed twice, or sent again after a broken connection. */
export function hasDone(action: RouteAction, personId: string, at: RouteAt & { revision?: number }) {
  return (route: Route): boolean =>
    route.history.some(
      line =>
        line.action === action &&
        line.by === personId &&
        line.version === at.version + 1 &&
        (at.revision === undefined || line.revision === at.revision),
    )
}
