import { LtiError } from '../errors/lti-error.ts'

/** The platform publishes no key with this id, also after asking again. */
export class KeyUnknownError extends LtiError {
  readonly code = 'lti_key_unknown'
  readonly status = 401
}

/** The key set cannot be read: `log.reason` says why. */
export class KeysUnreachableError extends LtiError {
  readonly code = 'lti_keys_unreachable'
  readonly status = 502
  override readonly retryable = true
}
