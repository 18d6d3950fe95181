import { hkdfSync } from 'node:crypto'
import type { MakingDeps } from '#domain/changes/sent-twice'

/** HKDF (RFC 5869), SHA-256. */
export const bytesFrom =
  (secretKey: string): MakingDeps['bytesFor'] =>
  (words, size) =>
    new Uint8Array(hkdfSync('sha256', secretKey, JSON.stringify(words), 'zachetka v1 sent twice', size))
