import { LtiError } from '../../errors/lti-error.ts'
import { type Check, known } from '../draft.ts'

/** The token is meant for another tool, or also for one that we do not know. */
export class AudienceMismatchError extends LtiError {
  readonly code = 'lti_audience_mismatch'
  readonly status = 401
}

/** The authorized party is missing where it must be, or is not us. */
export class AzpInvalidError extends LtiError {
  readonly code = 'lti_azp_invalid'
  readonly status = 401
}

/**
 * The token is for us: `aud` is our client id, or a list with it; a list of several needs `azp`, and an `azp`
 * is always us. Audiences beside us are unknown to us, so they are untrusted.
 *
 * @see OIDC Core §3.1.3.7 (3)–(5); Security Framework 1.0 §5.1.3 (2)–(4)
 */
export const checkAudience: Check = draft => {
  const { aud, azp } = known(draft.claims)
  const { clientId } = known(draft.attempt)
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud]
  if (!audiences.includes(clientId)) throw new AudienceMismatchError({ facts: { expected: clientId } })
  if (azp !== undefined && azp !== clientId) throw new AzpInvalidError({ facts: { expected: clientId } })
  if (audiences.length > 1 && azp === undefined) throw new AzpInvalidError({ facts: { expected: clientId } })
  if (audiences.some(one => one !== clientId))
    throw new AudienceMismatchError({ facts: { expected: clientId } })
}
