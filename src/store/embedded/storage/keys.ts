/** Keys in the LMDB tables: a 4-byte owner, then a record number (6 bytes) or an entry key. */
import { createHash } from 'node:crypto'
import { maxEntryKeyBytes } from '../limits.ts'

/** A range of keys, `start` inclusive, `end` exclusive. */
export interface KeyRange {
  readonly start: Buffer
  readonly end: Buffer
}

/** Everything one collection (documents) or one index (entries) holds. */
export function ownerRange(owner: number): KeyRange {
  return { start: ownerKey(owner), end: ownerKey(owner + 1) }
}

/** The collection or index that a key belongs to. */
export function ownerOf(key: Buffer): number {
  return key.readUInt32BE(0)
}

function ownerKey(owner: number): Buffer {
  const key = Buffer.allocUnsafe(4)
  key.writeUInt32BE(owner)
  return key
}

/** Where a document lies. */
export function documentKey(collection: number, record: number): Buffer {
  const key = Buffer.allocUnsafe(10)
  key.writeUInt32BE(collection)
  key.writeUIntBE(record, 4, 6)
  return key
}

/** The record number at the end of a document's key. */
export function recordOf(key: Buffer): number {
  return key.readUIntBE(4, 6)
}

/** The record number that an index entry holds. */
export function recordIn(value: Buffer): number {
  return value.readUIntBE(0, 6)
}

/** A record number as the value of an index entry. */
export function recordValue(record: number): Buffer {
  const value = Buffer.allocUnsafe(6)
  value.writeUIntBE(record, 0, 6)
  return value
}

/** Where an index entry lies; in an index that is not unique the record makes it distinct. */
export function entryKey(index: number, key: Buffer, record?: number): Buffer {
  const bytes = Buffer.allocUnsafe(4 + key.length + (record === undefined ? 0 : 6))
  bytes.writeUInt32BE(index)
  key.copy(bytes, 4)
  if (record !== undefined) bytes.writeUIntBE(record, 4 + key.length, 6)
  return bytes
}

/** LMDB's keys end at 1,978 bytes: a longer entry keeps its beginning and a hash of the whole. */
export function fitKey(key: Buffer): { key: Buffer; truncated: boolean } {
  if (key.length <= maxEntryKeyBytes) return { key, truncated: false }
  const hash = createHash('sha256').update(key).digest()
  return { key: Buffer.concat([key.subarray(0, maxEntryKeyBytes - 32), hash]), truncated: true }
}
