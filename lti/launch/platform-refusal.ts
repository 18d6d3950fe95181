import { LtiError } from '../errors/lti-error.ts'
import { optional, type Params } from '../params/read-params.ts'

/** The platform answered the login with an error, e.g. `login_required`: its session has ended. */
export class PlatformRefusedError extends LtiError {
  readonly code = 'lti_platform_refused'
  readonly status = 401
}

/** Known errors are named, others are not: the page must not show what anybody writes into an address. */
const ERRORS = new Set([
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
  'invalid_request',
  'unauthorized_client',
  'access_denied',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'unsupported_response_type',
])

/** @throws {PlatformRefusedError} if the answer is an error. @see OIDC Core §3.1.2.6; OAuth 2.0 §4.2.2.1 */
export function refuseErrorAnswer(params: Params): void {
  const given = optional(params, 'error', 255)
  if (given === undefined) return
  const error = ERRORS.has(given) ? given : 'other'
  throw new PlatformRefusedError({ facts: { error }, log: { error } })
}
