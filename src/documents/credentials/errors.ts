import { AppError } from '#domain/errors'

const CREDENTIAL_FAULTS = [
  'credential_malformed',
  'credential_header',
  'credential_algorithm',
  'credential_key_unknown',
  'credential_signature',
  'credential_mismatch',
  'credential_not_yet_valid',
  'credential_expired',
  'credential_revoked',
] as const

/** A signed credential that cannot be relied on; `code` says why. */
export class CredentialError extends AppError {
  readonly code: (typeof CREDENTIAL_FAULTS)[number]
  readonly status = 422

  constructor(code: (typeof CREDENTIAL_FAULTS)[number], message: string, options?: ErrorOptions) {
    super(message, {}, options)
    this.code = code
  }
}
