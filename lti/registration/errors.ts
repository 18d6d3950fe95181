import { LtiError } from '../errors/lti-error.ts'

export class InvitationUnknownError extends LtiError {
  readonly code = 'lti_invitation_unknown'
  readonly status = 403
}

export class InvitationUsedError extends LtiError {
  readonly code = 'lti_invitation_used'
  readonly status = 403
}

export class InvitationExpiredError extends LtiError {
  readonly code = 'lti_invitation_expired'
  readonly status = 403
}

/** The configuration names another issuer than the host that it came from, or than the invitation expects. */
export class RegistrationIssuerError extends LtiError {
  readonly code = 'lti_registration_issuer'
  readonly status = 400
}

/** The configuration or the registration endpoint cannot be read: `facts.host`, `facts.reason`. */
export class RegistrationUnreachableError extends LtiError {
  readonly code = 'lti_registration_unreachable'
  readonly status = 502
  override readonly retryable = true
}

/** What the platform says of itself does not hold: `facts.field`, `facts.problem`. */
export class RegistrationInvalidError extends LtiError {
  readonly code = 'lti_registration_invalid'
  readonly status = 400
}

/** The platform did not take our description. */
export class RegistrationRefusedError extends LtiError {
  readonly code = 'lti_registration_refused'
  readonly status = 502
}

/** Issuer and client id are registered already. */
export class RegistrationExistsError extends LtiError {
  readonly code = 'lti_registration_exists'
  readonly status = 409
}

/** Others here have registered this issuer, and the invitation is not theirs. */
export class RegistrationForeignError extends LtiError {
  readonly code = 'lti_registration_foreign'
  readonly status = 403
}
