import { createPublicKey, type KeyObject } from 'node:crypto'
import jsonwebtoken from 'jsonwebtoken'
import { LtiError } from '../../errors/lti-error.ts'
import type { PublicJwk } from '../../ports.ts'
import { type Check, known } from '../draft.ts'

/** The token is signed by another algorithm than RS256, or by none. */
export class AlgRefusedError extends LtiError {
  readonly code = 'lti_alg_refused'
  readonly status = 401
}

/** The header names no key. */
export class KidMissingError extends LtiError {
  readonly code = 'lti_kid_missing'
  readonly status = 401
}

/** The named key is not an RSA key for RS256 signatures. */
export class KeyUnusableError extends LtiError {
  readonly code = 'lti_key_unusable'
  readonly status = 401
}

/** The signature is not the platform's. */
export class SignatureInvalidError extends LtiError {
  readonly code = 'lti_signature_invalid'
  readonly status = 401
}

/** Signed by the platform's published key, RS256 only. @see Security Framework 1.0 §5.1.2, §5.4; RFC 8725 §3.1 */
export const checkSignature: Check = async (draft, { keys }) => {
  const { alg, kid } = known(draft.header)
  if (alg !== 'RS256') throw new AlgRefusedError({ log: { alg: String(alg).slice(0, 16) } })
  if (typeof kid !== 'string' || kid === '' || kid.length > 255) throw new KidMissingError()
  const key = importKey(await keys.find(known(draft.registration).jwksUrl, kid))
  try {
    // Times are the next check's: it knows our clock and the allowed skew.
    const options = { algorithms: ['RS256' as const], ignoreExpiration: true, ignoreNotBefore: true }
    jsonwebtoken.verify(known(draft.request.idToken), key, options)
  } catch (hidden) {
    throw new SignatureInvalidError({ log: { kid }, hidden })
  }
}

/** Imported once for as long as the key set is kept. */
const imported = new WeakMap<PublicJwk, KeyObject>()

function importKey(jwk: PublicJwk): KeyObject {
  const key = imported.get(jwk) ?? importAnew(jwk)
  imported.set(jwk, key)
  return key
}

function importAnew(jwk: PublicJwk): KeyObject {
  const wrongUse =
    (jwk.use !== undefined && jwk.use !== 'sig') || (jwk.alg !== undefined && jwk.alg !== 'RS256')
  if (jwk.kty !== 'RSA' || wrongUse) throw new KeyUnusableError()
  try {
    return createPublicKey({ key: { kty: 'RSA', n: String(jwk.n), e: String(jwk.e) }, format: 'jwk' })
  } catch (hidden) {
    throw new KeyUnusableError({ hidden })
  }
}
