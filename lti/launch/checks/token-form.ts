import { LtiError } from '../../errors/lti-error.ts'
import { type Claims, isObject } from '../claims.ts'
import type { Check } from '../draft.ts'

/** The answer carries no id_token. */
export class TokenMissingError extends LtiError {
  readonly code = 'lti_token_missing'
  readonly status = 400
}

/** No launch is as large as this one. */
export class TokenTooLargeError extends LtiError {
  readonly code = 'lti_token_too_large'
  readonly status = 413
}

/** The id_token is not a JWT of two JSON objects and a signature. */
export class TokenMalformedError extends LtiError {
  readonly code = 'lti_token_malformed'
  readonly status = 400
}

/** 64 KB: the largest launch recorded has under 8. */
const MAX_TOKEN_BYTES = 64 * 1024

const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]*$/

/**
 * The id_token is a compact JWS whose header and payload are JSON objects. A header that must be understood (`crit`) asks for
 * more than we do.
 *
 * @see RFC 7515 §3.1, §4.1.11; RFC 7519 §7.2
 */
export const checkTokenForm: Check = draft => {
  const { idToken } = draft.request
  if (idToken === undefined) throw new TokenMissingError()
  if (idToken.length > MAX_TOKEN_BYTES) throw new TokenTooLargeError({ facts: { maxBytes: MAX_TOKEN_BYTES } })
  if (!COMPACT.test(idToken)) throw new TokenMalformedError()
  const [header = '', payload = ''] = idToken.split('.')
  draft.header = parsePart(header)
  if (draft.header.crit !== undefined) throw new TokenMalformedError()
  draft.claims = parsePart(payload)
}

function parsePart(part: string): Claims {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch (hidden) {
    throw new TokenMalformedError({ hidden })
  }
  if (!isObject(value)) throw new TokenMalformedError()
  return value
}
