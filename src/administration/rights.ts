import type { Actor } from '#domain/actor'
import { ForbiddenError, NotFoundError } from '#domain/errors'
import type { PlatformRegistration } from '#store/ports/access'
import { deploymentKey } from '#store/ports/people'
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

/**
 * Whether a connection is within the actor's reach: listed for a deployment of theirs, or of the LMS that they launch from.
 * A cloud shows one issuer to many strangers, so the issuer alone is enough only where it has a single deployment.
 */
export function reachesConnection(
  actor: Actor,
  connection: Connection,
  platforms: readonly PlatformRegistration[],
): boolean {
  if (reaches(actor, connection.deployments)) return true
  const [only, ...others] = platforms
    .filter(({ issuer }) => issuer === connection.platformIssuer)
    .flatMap(deploymentsOf)
  return only !== undefined && others.length === 0 && reaches(actor, [only])
}

/** The keys of a platform's approved deployments, as scopes name them. */
export function deploymentsOf({ issuer, clientId, deployments }: PlatformRegistration): string[] {
  return deployments.filter(({ approved }) => approved).map(({ id }) => deploymentKey(issuer, clientId, id))
}
