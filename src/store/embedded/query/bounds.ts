/** What a filter says about single fields that an index can use: points and ranges of keys. Always a superset. */
import { type Doc, isDocument } from '../bson/codec.ts'
import { afterPrefix, orderKey, typeClass } from '../bson/order-key.ts'
import { isRegex } from './operators.ts'

export interface FieldBounds {
  /** Alternatives, each a single value; undefined when only ranges are known. */
  points?: Buffer[]
  /** The values behind `points`. */
  values?: readonly unknown[]
  /** A span of keys: `from` ≤ key, and key starts with `to` or lies below it; none: only `nullable` is known. */
  from?: Buffer
  to?: Buffer
  /** Whether a document can match without having the field. */
  nullable: boolean
}

export type Bounds = Map<string, FieldBounds>

/** Reads the bounds of every field that must hold for a match: the top level, `$and`, `$elemMatch` of documents. */
export function boundsOf(filter: Doc): Bounds {
  const bounds: Bounds = new Map()
  collect(filter, '', bounds)
  return bounds
}

function collect(filter: Doc, prefix: string, bounds: Bounds): void {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition))
      for (const each of condition) collect(each, prefix, bounds)
    else if (!key.startsWith('$')) readField(`${prefix}${key}`, condition, bounds)
  }
}

function readField(name: string, condition: unknown, bounds: Bounds): void {
  const operators =
    isDocument(condition) && Object.keys(condition)[0]?.startsWith('$') ? condition : { $eq: condition }
  for (const [operator, argument] of Object.entries(operators)) {
    if (operator === '$elemMatch' && isDocument(argument)) readElement(name, argument, bounds)
    else narrow(name, readOperator(operator, argument), bounds)
  }
}

function readElement(name: string, argument: Doc, bounds: Bounds): void {
  if (!Object.keys(argument)[0]?.startsWith('$')) collect(argument, `${name}.`, bounds)
}

function readOperator(operator: string, argument: unknown): FieldBounds | undefined {
  switch (operator) {
    case '$eq':
      return isRegex(argument) ? undefined : points([argument])
    case '$in':
      return Array.isArray(argument) ? points(argument) : undefined
    case '$exists':
      return argument === true ? { nullable: false } : undefined
    case '$gt':
      return beyond(range(argument, 'from'))
    case '$gte':
      return range(argument, 'from')
    case '$lt':
    case '$lte':
      return range(argument, 'to')
    default:
      return undefined
  }
}

function points(values: unknown[]): FieldBounds | undefined {
  if (values.some(value => Array.isArray(value) || isRegex(value) || isOperator(value))) return undefined
  const keys = values.map(orderKey).sort(Buffer.compare)
  const distinct = keys.filter((key, i) => i === 0 || !key.equals(keys[i - 1] as Buffer))
  return { points: distinct, values, nullable: values.includes(null) }
}

function isOperator(value: unknown): boolean {
  return isDocument(value) && Object.keys(value)[0]?.startsWith('$') === true
}

const unbounded: readonly number[] = [typeClass.min, typeClass.max, typeClass.array, typeClass.object]

function range(argument: unknown, end: 'from' | 'to'): FieldBounds | undefined {
  if (Array.isArray(argument) || isRegex(argument)) return undefined
  const key = orderKey(argument)
  if (unbounded.includes(key[0] as number)) return undefined
  const whole = key.subarray(0, 1)
  const span = end === 'from' ? { from: key, to: whole } : { from: whole, to: key }
  return { ...span, nullable: argument === null }
}

/** Leaves out the value itself: a page that goes on where another ended does not read it again. */
function beyond(bounds: FieldBounds | undefined): FieldBounds | undefined {
  if (!bounds?.from || bounds.from.length === 1) return bounds
  return { ...bounds, from: afterPrefix(bounds.from) }
}

function narrow(name: string, found: FieldBounds | undefined, bounds: Bounds): void {
  if (!found) return
  const known = bounds.get(name)
  if (!known) bounds.set(name, found)
  else if (known.points && !found.points) known.nullable &&= found.nullable
  else if (found.points && (!known.points || found.points.length < known.points.length))
    bounds.set(name, found)
  else if (!known.points && !found.points) bounds.set(name, intersect(known, found))
}

/** A `from` and a `to` of one type make a range; of two types nothing matches, and either is a superset. */
function intersect(a: FieldBounds, b: FieldBounds): FieldBounds {
  const nullable = a.nullable && b.nullable
  if (!a.from || !b.from) return { ...(a.from ? a : b), nullable }
  if (a.from[0] !== b.from[0]) return a
  const from = Buffer.compare(a.from, b.from) >= 0 ? a.from : b.from
  const to = tighter(a.to as Buffer, b.to as Buffer)
  return { from, to, nullable }
}

/** Of two upper ends the lower; the bare class byte stands for the end of the class. */
function tighter(a: Buffer, b: Buffer): Buffer {
  if (a.length === 1) return b
  if (b.length === 1) return a
  return Buffer.compare(a, b) <= 0 ? a : b
}
