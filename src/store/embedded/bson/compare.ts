/** Equality and order of two BSON values, quick where both are plain, by their keys otherwise. */
import type { ObjectId } from 'bson'
import { bsonType } from './codec.ts'
import { orderKey } from './order-key.ts'

/** Whether MongoDB holds two values equal: 1 and Long(1) are, `{x, y}` and `{y, x}` are not. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a === 'string' || typeof b === 'string') return false
  if (typeof a === 'number' && typeof b === 'number') return Number.isNaN(a) && Number.isNaN(b)
  if (typeof a === 'boolean' || typeof b === 'boolean') return false
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null)
  if (bsonType(a) === 'ObjectId' && bsonType(b) === 'ObjectId') return (a as ObjectId).equals(b as ObjectId)
  return orderKey(a).equals(orderKey(b))
}

/** −1, 0 or 1 in MongoDB's order over all types. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number' && !Number.isNaN(a) && !Number.isNaN(b))
    return a < b ? -1 : a > b ? 1 : 0
  return Buffer.compare(orderKey(a), orderKey(b))
}
