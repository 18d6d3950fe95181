/** Signs anything at all: a platform signs what it should, a test signs what nobody should. */
import { createHmac, type KeyObject, sign } from 'node:crypto'

export interface JwsHeader {
  typ?: string
  alg: string
  kid?: string
  [name: string]: unknown
}

/** A private key for RS*, PS* and ES*; a secret for HS*; nothing for `none`. */
export type SigningKey = KeyObject | string | null

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Compact JWS (RFC 7515) with exactly this header and payload; nothing is added or checked. */
export function signIdToken(payload: Record<string, unknown>, header: JwsHeader, key: SigningKey): string {
  const input = `${base64url(header)}.${base64url(payload)}`
  return `${input}.${signature(input, header.alg, key)}`
}

function signature(input: string, alg: string, key: SigningKey): string {
  const hash = `sha${alg.slice(2)}`
  if (alg === 'none' || key === null) return ''
  if (alg.startsWith('HS')) return createHmac(hash, key).update(input).digest('base64url')
  if (alg.startsWith('ES'))
    return sign(hash, Buffer.from(input), { key: key as KeyObject, dsaEncoding: 'ieee-p1363' }).toString(
      'base64url',
    )
  return sign(hash, Buffer.from(input), key).toString('base64url')
}
