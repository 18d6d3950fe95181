import { LtiError } from '../errors/lti-error.ts'

/** A parameter is missing, twice there, too long, or not a string; `facts.parameter` names it. */
export class RequestInvalidError extends LtiError {
  readonly code = 'lti_request_invalid'
  readonly status = 400
}

/** The body is larger than any launch can be. */
export class RequestTooLargeError extends LtiError {
  readonly code = 'lti_request_too_large'
  readonly status = 413
}
