/** The operators that stand after a field, each compiled to a condition on the values found there. */
import type { BSONRegExp } from 'bson'
import { asNumber, bsonType, type Doc, isDocument } from '../bson/codec.ts'
import { compare, isEqual } from '../bson/compare.ts'
import { classOf, typeClass } from '../bson/order-key.ts'
import { badValue, unsupported } from '../errors.ts'
import type { ValueTest } from './paths.ts'
import { typeTest } from './types.ts'

/** Asks whether any value at the field passes; `expand` offers the elements of an array too. */
type Probe = (test: ValueTest, expand: boolean) => boolean
export type Condition = (probe: Probe) => boolean

/** The two compilers that nested operators need, handed in so that modules do not import each other in a circle. */
export interface Compilers {
  compileCondition(condition: unknown): Condition
  valueMatcher(condition: unknown): ValueTest
}

type Compile = (argument: unknown, siblings: Doc, compilers: Compilers) => Condition

/** Every operator that may stand after a field. */
export const queryOperators: Readonly<Record<string, Compile>> = {
  $eq: argument => equality(argument),
  $ne: argument => not(equality(argument)),
  $gt: argument => range(argument, order => order > 0),
  $gte: argument => range(argument, order => order >= 0),
  $lt: argument => range(argument, order => order < 0),
  $lte: argument => range(argument, order => order <= 0),
  $in: argument => oneOf('$in', argument),
  $nin: argument => not(oneOf('$nin', argument)),
  $not: (argument, _, { compileCondition }) => {
    if (isRegex(argument)) return not(equality(argument))
    if (!isDocument(argument) || Object.keys(argument).length === 0)
      throw badValue('$not needs a regex or a document')
    return not(compileCondition(argument))
  },
  $exists: argument => {
    const wanted = argument === false || argument === 0 || argument === null
    return probe => probe(value => value !== undefined, false) !== wanted
  },
  $type: argument => {
    const test = typeTest(argument)
    return probe => probe(test, true)
  },
  $regex: (argument, siblings) => pattern(toRegex(argument, siblings.$options)),
  $options: (_, siblings) => {
    if (siblings.$regex === undefined) throw badValue('$options needs a $regex')
    return () => true
  },
  $size: argument => {
    const size = asNumber(argument)
    if (size === undefined || size < 0 || !Number.isInteger(size))
      throw badValue('$size must be a whole number')
    return probe => probe(value => Array.isArray(value) && value.length === size, false)
  },
  $elemMatch: (argument, _, { valueMatcher }) => {
    if (!isDocument(argument)) throw badValue('$elemMatch needs an Object')
    const matches = valueMatcher(argument)
    return probe => probe(value => Array.isArray(value) && value.some(matches), false)
  },
  $comment: () => () => true,
}

/** Compiles one operator. @throws {CommandError} 2 when it is unknown */
export function compileOperator(
  name: string,
  argument: unknown,
  siblings: Doc,
  compilers: Compilers,
): Condition {
  if (!Object.hasOwn(queryOperators, name)) {
    if (/^\$(near|geo|bits|min|max|box|center|jsonSchema|where)/.test(name))
      throw unsupported(`the operator ${name}`)
    throw badValue(`unknown operator: ${name}; if MongoDB has it, set MONGODB_URI`)
  }
  return (queryOperators[name] as Compile)(argument, siblings, compilers)
}

function not(condition: Condition): Condition {
  return probe => !condition(probe)
}

/** Equality with a value; a regular expression matches, `null` also equals a missing field. */
export function equality(wanted: unknown): Condition {
  if (isRegex(wanted)) return pattern(toRegex(wanted))
  if (wanted === undefined) throw badValue('cannot compare to undefined')
  return probe => probe(value => isEqual(value, wanted), true)
}

function range(bound: unknown, passes: (order: number) => boolean): Condition {
  if (isRegex(bound)) throw badValue("Can't have RegEx as arg to predicate over field")
  const kind = classOf(bound)
  const everyType = kind === typeClass.min || kind === typeClass.max
  const nan = typeof bound === 'number' && Number.isNaN(bound)
  const test: ValueTest = value => {
    if (!everyType && classOf(value) !== kind) return false
    if (typeof value === 'number' && Number.isNaN(value) !== nan) return false
    return (value !== undefined || kind === typeClass.null) && passes(compare(value, bound))
  }
  return probe => probe(test, true)
}

function oneOf(name: string, list: unknown): Condition {
  if (!Array.isArray(list)) throw badValue(`${name} needs an array`)
  if (list.some(each => isDocument(each) && Object.keys(each)[0]?.startsWith('$') && !('$ref' in each)))
    throw badValue(`cannot nest $ under ${name}`)
  const texts = new Set(list.filter(each => typeof each === 'string'))
  const others = list.filter(each => typeof each !== 'string').map(each => valueTest(each))
  const test: ValueTest = value =>
    (typeof value === 'string' && texts.has(value)) || others.some(each => each(value))
  return probe => probe(test, true)
}

function valueTest(wanted: unknown): ValueTest {
  if (isRegex(wanted)) return matches(toRegex(wanted))
  return value => isEqual(value, wanted)
}

function pattern(regex: RegExp): Condition {
  const test = matches(regex)
  return probe => probe(test, true)
}

function matches(regex: RegExp): ValueTest {
  return value => {
    if (typeof value === 'string') return regex.test(value)
    return bsonType(value) === 'BSONRegExp' && (value as BSONRegExp).pattern === regex.source
  }
}

/** Whether a value is a regular expression, BSON's or JavaScript's. */
export function isRegex(value: unknown): boolean {
  return value instanceof RegExp || bsonType(value) === 'BSONRegExp'
}

/** A PCRE pattern and its options as a JavaScript expression; what differs is refused. */
function toRegex(value: unknown, options?: unknown): RegExp {
  const { pattern: source, options: own } = isRegex(value)
    ? regexParts(value)
    : { pattern: value, options: '' }
  if (typeof source !== 'string') throw badValue('$regex has to be a string')
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string')
  const flags = [...new Set(`${options ?? own}`.replace('u', ''))].join('')
  if (/[^ims]/.test(flags)) throw unsupported(`the regular expression option ${flags}`)
  try {
    return new RegExp(source, `${flags}u`)
  } catch {
    throw unsupported(`the regular expression /${source}/`, 51091)
  }
}

function regexParts(value: unknown): { pattern: string; options: string } {
  if (value instanceof RegExp) return { pattern: value.source, options: value.flags }
  return { pattern: (value as BSONRegExp).pattern, options: (value as BSONRegExp).options }
}
