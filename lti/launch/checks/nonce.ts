import { LtiError } from '../../errors/lti-error.ts'
import { matchesHash } from '../../hash.ts'
import { type Check, known } from '../draft.ts'

/** The token carries no nonce. */
export class NonceMissingError extends LtiError {
  readonly code = 'lti_nonce_missing'
  readonly status = 401
}

/** The nonce is not the one of this login. */
export class NonceMismatchError extends LtiError {
  readonly code = 'lti_nonce_mismatch'
  readonly status = 401
}

/**
 * The nonce is the one issued together with this state. It is spent with the attempt, which is used once: a nonce
 * cannot be replayed, before or after the token expires.
 *
 * @see OIDC Core §3.2.2.11; Security Framework 1.0 §5.1.3 (9)
 */
export const checkNonce: Check = draft => {
  const { nonce } = known(draft.claims)
  if (typeof nonce !== 'string' || nonce === '') throw new NonceMissingError()
  if (!matchesHash(nonce, known(draft.attempt).nonceHash)) throw new NonceMismatchError()
}
