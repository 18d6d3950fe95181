import { createHash, timingSafeEqual } from 'node:crypto'

/** SHA-256 in hex: what the store keeps of a state, a nonce and a browser secret. */
export const sha256 = (value: string): string => createHash('sha256').update(value, 'utf8').digest('hex')

/** Whether a value has this SHA-256, compared in constant time. */
export function matchesHash(value: string, hash: string): boolean {
  const [a, b] = [Buffer.from(sha256(value), 'hex'), Buffer.from(hash, 'hex')]
  return a.length === b.length && timingSafeEqual(a, b)
}
