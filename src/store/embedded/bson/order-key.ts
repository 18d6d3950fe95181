/**
 * Values as bytes whose `memcmp` order is MongoDB's comparison order: the keys of every index, of sorting, and the
 * definition of equality. Each encoded value ends itself, so that keys concatenate and a descending field is the same
 * bytes inverted.
 * @see https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 */
import type { Binary, BSONRegExp, DBRef, Double, Int32, Long, ObjectId, Timestamp } from 'bson'
import { unsupported } from '../errors.ts'
import { bsonType, isDocument } from './codec.ts'

/** First byte of a key: the class of types that compare with each other. */
export const typeClass = {
  min: 0x01,
  emptyArray: 0x05,
  null: 0x0a,
  number: 0x1e,
  string: 0x3c,
  object: 0x46,
  array: 0x50,
  binary: 0x5a,
  objectId: 0x64,
  boolean: 0x6e,
  date: 0x78,
  timestamp: 0x82,
  regex: 0x8c,
  max: 0xf0,
} as const

/** What an index holds for an empty array: below null, above nothing. */
export const emptyArray = Symbol('empty array')

let buffer = Buffer.allocUnsafe(4096)
let length = 0

function room(bytes: number): void {
  if (length + bytes <= buffer.length) return
  const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + bytes))
  buffer.copy(larger, 0, 0, length)
  buffer = larger
}

function byte(value: number): void {
  room(1)
  buffer[length++] = value
}

/** UTF-8 with 00 → 00 7F, closed by 00 01: a prefix sorts before what continues it. */
function text(value: string): void {
  const closed = `${value.includes('\0') ? value.replaceAll('\0', '\0\x7f') : value}\0\x01`
  room(closed.length * 3)
  length += buffer.write(closed, length)
}

/** A double, sign folded in, and what a 64-bit integer has beyond it (±512), so that both compare exactly. */
function number(value: number, beyond = 0): void {
  room(10)
  if (Number.isNaN(value)) buffer.fill(0, length, length + 8)
  else {
    buffer.writeDoubleBE(value === 0 ? 0 : value, length)
    if (((buffer[length] as number) & 0x80) !== 0) invert(length, length + 8)
    else buffer[length] = (buffer[length] as number) | 0x80
  }
  buffer.writeUInt16BE(0x8000 + beyond, length + 8)
  length += 10
}

function long(value: Long): void {
  const exact = value.toBigInt()
  const near = Number(exact)
  number(near, Number(exact - BigInt(near)))
}

function signed64(value: bigint): void {
  room(8)
  buffer.writeBigUInt64BE(BigInt.asUintN(64, value) ^ 0x8000000000000000n, length)
  length += 8
}

function invert(from: number, to: number): void {
  for (let i = from; i < to; i++) buffer[i] = ~(buffer[i] as number) & 0xff
}

function bytes(value: Uint8Array): void {
  room(value.length)
  buffer.set(value, length)
  length += value.length
}

function binary(value: Uint8Array, subtype: number): void {
  byte(typeClass.binary)
  room(5)
  length = buffer.writeUInt32BE(value.length, length)
  byte(subtype)
  bytes(value)
}

function object(value: object): void {
  byte(typeClass.object)
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue
    byte(classOf(inner))
    text(key)
    write(inner)
  }
  byte(0)
}

function list(value: unknown[]): void {
  byte(typeClass.array)
  for (const inner of value) write(inner)
  byte(0)
}

function write(value: unknown): void {
  if (typeof value === 'string') {
    byte(typeClass.string)
    text(value)
  } else if (typeof value === 'number') {
    byte(typeClass.number)
    number(value)
  } else if (typeof value === 'boolean') {
    byte(typeClass.boolean)
    byte(value ? 1 : 0)
  } else if (value === null || value === undefined) byte(typeClass.null)
  else if (value === emptyArray) byte(typeClass.emptyArray)
  else writeObject(value as object)
}

function writeObject(value: object): void {
  if (Array.isArray(value)) list(value)
  else if (value instanceof Date) {
    byte(typeClass.date)
    signed64(BigInt(Number.isNaN(value.getTime()) ? 0 : value.getTime()))
  } else if (value instanceof Uint8Array) binary(value, 0)
  else if (value instanceof RegExp) writeRegex(value.source, value.flags)
  else if (isDocument(value)) object(value)
  else writeBson(value)
}

function writeRegex(source: string, flags: string): void {
  byte(typeClass.regex)
  text(source)
  text(flags)
}

const writers: Record<string, (value: never) => void> = {
  ObjectId: (value: ObjectId) => {
    byte(typeClass.objectId)
    bytes(value.id)
  },
  Long: (value: Long) => {
    byte(typeClass.number)
    long(value)
  },
  Int32: (value: Int32) => write(Number(value)),
  Double: (value: Double) => write(Number(value)),
  Binary: (value: Binary) => binary(value.value(), value.sub_type),
  Timestamp: (value: Timestamp) => {
    byte(typeClass.timestamp)
    signed64(value.toBigInt() ^ -0x8000000000000000n)
  },
  BSONRegExp: (value: BSONRegExp) => writeRegex(value.pattern, value.options),
  MinKey: () => byte(typeClass.min),
  MaxKey: () => byte(typeClass.max),
  DBRef: (value: DBRef) => object(value.toJSON()),
}

/** @throws {CommandError} 2 for types without an order here, Decimal128 first of all */
function writeBson(value: object): void {
  const type = bsonType(value)
  const writer = Object.hasOwn(writers, type) ? writers[type] : undefined
  if (!writer) throw unsupported(`comparing a value of type ${type || value.constructor.name}`)
  writer(value as never)
}

/** The class of types a value compares within: the first byte of its key. */
export function classOf(value: unknown): number {
  if (typeof value === 'string') return typeClass.string
  if (typeof value === 'number') return typeClass.number
  if (Array.isArray(value)) return typeClass.array
  if (isDocument(value)) return typeClass.object
  return orderKey(value)[0] as number
}

/** The key of one value. */
export function orderKey(value: unknown): Buffer {
  return written(() => write(value))
}

/** The keys of several values one after another, those of descending fields inverted. */
export function compoundKey(values: readonly unknown[], directions: readonly number[]): Buffer {
  return written(() => {
    for (let i = 0; i < values.length; i++) {
      const from = length
      write(values[i])
      if ((directions[i] ?? 1) < 0) invert(from, length)
    }
  })
}

function written(fill: () => void): Buffer {
  const start = length
  try {
    fill()
    return Buffer.from(buffer.subarray(start, length))
  } finally {
    length = start
  }
}

/** The least key greater than every key that starts with `prefix`. */
export function afterPrefix(prefix: Uint8Array): Buffer {
  let end = prefix.length
  while (end > 0 && prefix[end - 1] === 0xff) end--
  const key = Buffer.from(prefix.subarray(0, end))
  if (end > 0) key[end - 1] = (key[end - 1] as number) + 1
  return key
}

/** The bytes of a descending field. */
export function inverted(key: Uint8Array): Buffer {
  return Buffer.from(key.map(b => ~b & 0xff))
}
