import { LtiError } from '../../errors/lti-error.ts'
import { CLAIM } from '../claims.ts'
import { type Check, known } from '../draft.ts'

/** The claim of roles is not there at all; an empty list is allowed. */
export class RolesMissingError extends LtiError {
  readonly code = 'lti_roles_missing'
  readonly status = 400
}

/** Roles are no list of strings. */
export class RolesInvalidError extends LtiError {
  readonly code = 'lti_roles_invalid'
  readonly status = 400
}

/** Roles are a list of strings, however unknown. @see LTI 1.3 §5.3.7 */
export const checkRoles: Check = draft => {
  const roles = known(draft.claims)[CLAIM.roles]
  if (roles === undefined || roles === null) throw new RolesMissingError()
  if (!Array.isArray(roles) || roles.length > 100) throw new RolesInvalidError()
  if (!roles.every(role => typeof role === 'string')) throw new RolesInvalidError()
}
