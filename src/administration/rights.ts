import type { Actor } from '#domain/actor'
import { ForbiddenError, NotFoundError } from '#domain/errors'
import type { Connection } from '#store/ports/sources'

/** @throws {ForbiddenError} unless the actor administers */
export function demandAdministrator(actor: Actor): void {
  if (actor.roles.includes('administrator') || actor.roles.includes('system')) return
  throw new ForbiddenError('an administrator does this')
}

/** Whether something that lists deployments is within the actor's reach. */
export function reaches(actor: Actor, deployments: readonly string[]): boolean {
  return actor.scope === 'all' || deployments.some(deployment => actor.scope.includes(deployment))
}

/** @throws {NotFoundError} for what is not there, and for what the actor may not know of */
export function demandFound<T>(found: T | null | undefined, what: string): T {
  if (found === null || found === undefined) throw new NotFoundError(`no such ${what}`)
  return found
}

/** Whether a connection is within the actor's reach: listed for a deployment, or of the LMS that they launch from. */
export function reachesConnection(actor: Actor, connection: Connection): boolean {
  if (reaches(actor, connection.deployments)) return true
  const { platformIssuer } = connection
  return (
    actor.scope !== 'all' && !!platformIssuer && actor.scope.some(key => key.startsWith(`${platformIssuer}|`))
  )
}
