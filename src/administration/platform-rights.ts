/** Who may change a registration. Several institutions may stand behind one client id, so seeing is not managing. */
import type { Actor } from '#domain/access/actor'
import { reachesDeployments } from '#domain/access/reach'
import { ForbiddenError } from '#domain/errors'
import type { PlatformRegistration } from '#store/ports/access'
import { deploymentsOf } from '#sync/reach'

/** Whether the actor may know of a platform: they launch from it, or registered it. */
export const seesPlatform = (actor: Actor, platform: PlatformRegistration): boolean =>
  reachesDeployments(actor, [...deploymentsOf(platform), ...(platform.managers ?? [])])

/**
 * Whether the actor may change it. A deployment that was approved later is a tenant: its administrators neither let others
 * in nor switch the platform off for everybody.
 */
export const managesPlatform = (actor: Actor, platform: Pick<PlatformRegistration, 'managers'>): boolean =>
  reachesDeployments(actor, platform.managers ?? [])

/** @throws {ForbiddenError} for whoever launches from it but did not register it */
export function demandManager(actor: Actor, platform: PlatformRegistration): void {
  if (managesPlatform(actor, platform)) return
  throw new ForbiddenError('the operator, or who registered the platform, does this', {
    platform: platform.id,
    roles: 'registrant, system',
  })
}
