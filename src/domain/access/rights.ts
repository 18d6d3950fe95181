/** Who administers: checks that several families of use cases share. */

import { ForbiddenError } from '../errors.ts'
import type { Actor } from './actor.ts'

/** Whether they see the whole of what they reach. */
export const administers = ({ roles }: Actor): boolean =>
  roles.includes('administrator') || roles.includes('system')

/** @throws {ForbiddenError} unless the actor administers */
export function demandAdministrator(actor: Actor): void {
  if (!administers(actor)) throw new ForbiddenError('an administrator does this', { roles: 'administrator' })
}

/** For what runs across deployments. @throws {ForbiddenError} unless the actor administers all of them */
export function demandOperator(actor: Actor): void {
  if (!administers(actor) || actor.scope !== 'all')
    throw new ForbiddenError('this takes the operator', { roles: 'administrator' })
}
