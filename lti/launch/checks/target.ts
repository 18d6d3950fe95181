import { LtiError } from '../../errors/lti-error.ts'
import { TargetForeignError } from '../../login/errors.ts'
import { httpOrigin } from '../../origin.ts'
import { CLAIM } from '../claims.ts'
import { type Check, known } from '../draft.ts'

/** The token names no target. */
export class TargetMissingError extends LtiError {
  readonly code = 'lti_target_missing'
  readonly status = 400
}

/** The target of the token is not the one of the login. */
export class TargetMismatchError extends LtiError {
  readonly code = 'lti_target_mismatch'
  readonly status = 401
}

/** The target is ours and the one of the login. @see LTI 1.3 §5.3.4; Security Framework 1.0 §5.1.1.1 */
export const checkTarget: Check = (draft, { publicUrl }) => {
  const target = known(draft.claims)[CLAIM.targetLinkUri]
  if (typeof target !== 'string' || target === '') throw new TargetMissingError()
  if (httpOrigin(target) !== new URL(publicUrl).origin)
    throw new TargetForeignError({ facts: { expected: publicUrl } })
  if (new URL(target).href !== new URL(known(draft.attempt).targetLinkUri).href)
    throw new TargetMismatchError()
}
