import type { Actor } from '#domain/actor'
import { ForbiddenError, NotFoundError } from '#domain/errors'
import { reachesDeployments } from '#domain/reach'

/** @throws {ForbiddenError} unless the actor administers */
export function demandAdministrator(actor: Actor): void {
  if (actor.roles.includes('administrator') || actor.roles.includes('system')) return
  throw new ForbiddenError('an administrator does this')
}

/** Whether something that lists deployments is within the actor's reach. */
export function reaches(actor: Actor, deployments: readonly string[]): boolean {
  return reachesDeployments(actor, deployments)
}

/** @throws {NotFoundError} for what is not there, and for what the actor may not know of */
export function demandFound<T>(found: T | null | undefined, what: string): T {
  if (found === null || found === undefined) throw new NotFoundError(`no such ${what}`)
  return found
}

export { deploymentsOf, reachesConnection } from '#sync/reach'
