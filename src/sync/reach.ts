/** Which connections an actor's scope reaches. */
import type { Actor } from '#domain/access/actor'
import { reachesDeployments } from '#domain/access/reach'
import type { PlatformRegistration } from '#store/ports/access'
import type { Connection } from '#store/ports/connections'
import { deploymentKey } from '#store/ports/people'

/**
 * Whether a connection is within the actor's reach: listed for a deployment of theirs, or of the LMS that they launch from.
 * A cloud shows one issuer to many strangers, so the issuer alone is enough only where it has a single deployment.
 */
export function reachesConnection(
  actor: Actor,
  connection: Pick<Connection, 'deployments' | 'platformIssuer'>,
  platforms: readonly PlatformRegistration[],
): boolean {
  if (reachesDeployments(actor, connection.deployments)) return true
  const [only, ...others] = platforms
    .filter(({ issuer }) => issuer === connection.platformIssuer)
    .flatMap(deploymentsOf)
  return only !== undefined && others.length === 0 && reachesDeployments(actor, [only])
}

/** The keys of a platform's approved deployments, as scopes name them. */
export function deploymentsOf({ issuer, clientId, deployments }: PlatformRegistration): string[] {
  return deployments.filter(({ approved }) => approved).map(({ id }) => deploymentKey(issuer, clientId, id))
}
