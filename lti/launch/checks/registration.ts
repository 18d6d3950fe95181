import { LtiError } from '../../errors/lti-error.ts'
import { findRegistration } from '../../login/find-registration.ts'
import { type Check, known } from '../draft.ts'

/** The token's issuer is not the one at which the login began. */
export class IssuerMismatchError extends LtiError {
  readonly code = 'lti_issuer_mismatch'
  readonly status = 401
}

/** The issuer is the registered one, still registered and active. @see OIDC Core §3.1.3.7 (2) */
export const checkRegistration: Check = async (draft, { platforms }) => {
  const { issuer, clientId } = known(draft.attempt)
  if (known(draft.claims).iss !== issuer) throw new IssuerMismatchError({ facts: { expected: issuer } })
  draft.registration = await findRegistration(platforms, { issuer, clientId })
}
