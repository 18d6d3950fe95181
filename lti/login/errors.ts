import { LtiError } from '../errors/lti-error.ts'

/** No registration has this issuer and client id. */
export class PlatformUnknownError extends LtiError {
  readonly code = 'lti_platform_unknown'
  readonly status = 404
}

/** The login names no client id and the issuer has several registrations. */
export class PlatformAmbiguousError extends LtiError {
  readonly code = 'lti_platform_ambiguous'
  readonly status = 400
}

/** The registration is switched off. */
export class PlatformInactiveError extends LtiError {
  readonly code = 'lti_platform_inactive'
  readonly status = 403
}

/** The platform asks for an address that is not ours. */
export class TargetForeignError extends LtiError {
  readonly code = 'lti_target_foreign'
  readonly status = 400
}
