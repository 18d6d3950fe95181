/** The bits of a Bitstring Status List (1.0, 3.3–3.4): most significant bit first, gzip, multibase base64url (`u`). */
import { gunzipSync, gzipSync } from 'node:zlib'
import { CredentialError } from './errors.ts'

/** The least that the specification allows, so that a look-up tells nothing about who was looked up. */
const BYTES = 131_072 / 8

/** @param revoked places of the revoked credentials */
export function encodeStatusBits(revoked: Iterable<number>): string {
  const bits = new Uint8Array(BYTES)
  for (const index of revoked) bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7))
  return `u${gzipSync(bits).toString('base64url')}`
}

/** @throws {CredentialError} `credential_malformed` */
export function isRevoked(encodedList: unknown, index: number): boolean {
  const bits = decode(encodedList)
  if (!Number.isSafeInteger(index) || index < 0 || index >= bits.length * 8)
    throw new CredentialError('credential_malformed', 'the status list has no such place')
  return ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0
}

function decode(encodedList: unknown): Buffer {
  try {
    const text = String(encodedList)
    if (!text.startsWith('u')) throw new CredentialError('credential_malformed', 'not multibase base64url')
    return gunzipSync(Buffer.from(text.slice(1), 'base64url'), { maxOutputLength: 64 * BYTES })
  } catch (cause) {
    throw new CredentialError('credential_malformed', 'the status list cannot be read', { cause })
  }
}
