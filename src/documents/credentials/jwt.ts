/**
 * Credentials as JWT (Open Badges 3.0, 8.2: JSON Web Token proof format): RS256, header `alg`, `kid`, `typ` and nothing else, the
 * credential itself as payload with `iss`, `jti`, `sub`, `nbf`. A verifier takes keys from whoever calls it: an embedded `jwk` is
 * refused and no address is ever asked.
 */
import { createPublicKey, generateKeyPair, type JsonWebKey } from 'node:crypto'
import { promisify } from 'node:util'
import jwt from 'jsonwebtoken'
import type { CredentialPayload } from '#domain/certificates/certificate-credential'
import { CredentialError } from './errors.ts'

export interface PublicKey extends JsonWebKey {
  /** The address at which it is published. */
  kid: string
}

export interface SigningKey {
  kid: string
  /** PKCS #8, PEM. */
  privateKey: string
}

const BITS = 2048

/** A new RSA key pair, made off the main thread. */
export async function generateSigningKey(): Promise<{ privateKey: string; publicJwk: JsonWebKey }> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: BITS })
  return {
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    publicJwk: pair.publicKey.export({ format: 'jwk' }),
  }
}

const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000)

/** @returns the compact form, `header.payload.signature` */
export function signCredential(payload: CredentialPayload, { kid, privateKey }: SigningKey): string {
  const claims = {
    ...payload,
    iss: payload.issuer.id,
    jti: payload.id,
    sub: payload.credentialSubject.id,
    nbf: secondsOf(payload.validFrom),
  }
  return jwt.sign(claims, privateKey, {
    algorithm: 'RS256',
    header: { alg: 'RS256', typ: 'JWT', kid },
    noTimestamp: true,
  })
}

const LONGEST = 5_000_000
const HEADERS = new Set(['alg', 'kid', 'typ'])

/**
 * @param keys the issuer's keys, retired ones included
 * @throws {CredentialError} with what does not hold
 */
export function verifyCredential(token: string, keys: readonly PublicKey[], now: Date): CredentialPayload {
  const text = token.trim()
  const header = headerOf(text)
  const key = keys.find(each => each.kid === header.kid)
  if (!key)
    throw new CredentialError('credential_key_unknown', 'signed with a key that is not among those given')
  const claims = checkSignature(text, key, now)
  if (!isCredential(claims)) throw new CredentialError('credential_malformed', 'the payload is no credential')
  const { iss, jti, sub, nbf } = claims
  const said = [claims.issuer.id, claims.id, claims.credentialSubject.id, secondsOf(claims.validFrom)]
  if ([iss, jti, sub, nbf].some((claim, i) => claim !== said[i]))
    throw new CredentialError(
      'credential_mismatch',
      'iss, jti, sub or nbf say something else than the credential',
    )
  if (claims.validUntil !== undefined && !(Date.parse(String(claims.validUntil)) > now.getTime()))
    throw new CredentialError('credential_expired', 'it has expired')
  return claims
}

function headerOf(text: string): { kid: string } {
  const header = text.length <= LONGEST ? decode(text) : null
  if (!header) throw new CredentialError('credential_malformed', 'not a signed credential')
  if (header.alg !== 'RS256')
    throw new CredentialError('credential_algorithm', 'signed with another algorithm than RS256')
  const isPlain = Object.keys(header).every(name => HEADERS.has(name)) && (header.typ ?? 'JWT') === 'JWT'
  if (!isPlain || typeof header.kid !== 'string')
    throw new CredentialError('credential_header', 'the header holds more than alg, kid and typ, or no kid')
  return { kid: header.kid }
}

function decode(text: string): Record<string, unknown> | null {
  try {
    return (jwt.decode(text, { complete: true })?.header as unknown as Record<string, unknown>) ?? null
  } catch {
    return null
  }
}

type Claims = CredentialPayload & {
  iss?: unknown
  jti?: unknown
  sub?: unknown
  nbf?: unknown
  validUntil?: unknown
}

function checkSignature(text: string, { kid: _, ...jwk }: PublicKey, now: Date): unknown {
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
    return jwt.verify(text, key, { algorithms: ['RS256'], clockTimestamp: Math.floor(now.getTime() / 1000) })
  } catch (cause) {
    if (cause instanceof jwt.NotBeforeError)
      throw new CredentialError('credential_not_yet_valid', 'it is not valid yet', { cause })
    if (cause instanceof jwt.TokenExpiredError)
      throw new CredentialError('credential_expired', 'it has expired', { cause })
    throw new CredentialError('credential_signature', 'the signature does not hold', { cause })
  }
}

function isCredential(value: unknown): value is Claims {
  const claims = value as Partial<CredentialPayload> | null
  return (
    typeof claims === 'object' &&
    typeof claims?.id === 'string' &&
    typeof claims.validFrom === 'string' &&
    typeof claims.issuer?.id === 'string' &&
    typeof claims.credentialSubject?.id === 'string' &&
    Array.isArray(claims.type) &&
    claims.type.includes('VerifiableCredential')
  )
}
