/**
 * BSON in and out. Numbers become JavaScript numbers, 64-bit integers stay `Long`, regular expressions stay
 * `BSONRegExp`, so that what was stored can be written back.
 */
import { type DBRef, type DeserializeOptions, type Document, deserialize, serialize } from 'bson'
import { CommandError } from '../errors.ts'

export type Doc = Document

const options: DeserializeOptions = { promoteLongs: false, promoteBuffers: false, bsonRegExp: true }

/** Decodes one document. */
export function decode(bytes: Uint8Array): Doc {
  return deserialize(bytes, options)
}

/** Decodes a command, leaving the documents to insert as they came. */
export function decodeCommand(bytes: Uint8Array): Doc {
  const isInsert = bytes[4] === 0x02 && Buffer.from(bytes.subarray(5, 12)).equals(insertName)
  return deserialize(bytes, isInsert ? { ...options, fieldsAsRaw: { documents: true } } : options)
}
const insertName = Buffer.from('insert\0')

/** Encodes one document; `undefined` fields are left out. @throws {CommandError} 10334 far beyond 16 MB */
export function encode(doc: Doc): Buffer {
  try {
    const bytes = serialize(doc, { ignoreUndefined: true })
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  } catch (error) {
    // `bson` writes into a buffer of 17 MB.
    throw error instanceof RangeError
      ? new CommandError(10334, 'a document would be larger than 16 MB')
      : error
  }
}

/** The name a BSON value carries in `bson`'s classes, '' for plain JavaScript values. */
export function bsonType(value: unknown): string {
  return (value as { _bsontype?: string })?._bsontype ?? ''
}

/** Whether the value is an embedded document (not an array, a date, an id …). */
export function isDocument(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null) return false
  const proto = Object.getPrototypeOf(value)
  return (proto === Object.prototype || proto === null) && bsonType(value) === ''
}

/** Whether a path can go on inside the value: a document, or a DBRef, whose parts are fields. */
export function isNested(value: unknown): value is Doc {
  return isDocument(value) || bsonType(value) === 'DBRef'
}

/** The field of a document; a DBRef's parts are kept under other names by `bson`. */
export function fieldOf(value: Doc, name: string): unknown {
  const parts = bsonType(value) === 'DBRef' ? (value as DBRef).toJSON() : value
  return Object.hasOwn(parts, name) ? (parts as Doc)[name] : undefined
}

/** A number of a command's option, whichever BSON number type it came in. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  const type = bsonType(value)
  if (type === 'Long') return (value as { toNumber(): number }).toNumber()
  if (type === 'Int32' || type === 'Double') return Number(value)
  if (type === 'Decimal128') return Number(String(value))
  return undefined
}
