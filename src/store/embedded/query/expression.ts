/**
 * Aggregation stages and expressions, evaluated by mingo. mingo computes with JavaScript's numbers only, so 64-bit
 * integers are handed over as numbers where that is exact, and what it would get wrong is refused.
 */
import type { BSONRegExp, Long } from 'bson'
import { Aggregator } from 'mingo'
import { bsonType, type Doc, isDocument } from '../bson/codec.ts'
import { CommandError, unsupported } from '../errors.ts'
import { checkExpressions } from './expression-names.ts'

/** Runs stages over documents, with `$$name` variables. @throws {CommandError} when mingo refuses */
export function runStages(stages: Doc[], docs: Doc[], variables: Doc = {}): Doc[] {
  for (const stage of stages) checkExpressions(Object.values(stage))
  try {
    const options = { variables: plain(variables) as Doc, scriptEnabled: false }
    return new Aggregator(plain(stages) as Doc[], options).run(docs.map(doc => plain(doc) as Doc)) as Doc[]
  } catch (error) {
    if (error instanceof CommandError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw unsupported(`this pipeline (${reason})`, 40324)
  }
}

/** The value of an expression for a document; `undefined` when it has none. */
export function evaluate(expression: unknown, doc: Doc, variables: Doc = {}): unknown {
  return runStages([{ $replaceWith: { value: expression } }], [doc], variables)[0]?.value
}

/** `$expr` as a predicate: MongoDB's truth, where only false, null, 0 and a missing value are not true. */
export function expressionTest(expression: unknown, variables: Doc): (doc: Doc) => boolean {
  return doc => {
    const value = evaluate(expression, doc, variables)
    return value !== false && value !== null && value !== undefined && value !== 0
  }
}

/** Values as mingo knows them. */
export function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plain)
  if (isDocument(value)) return plainDocument(value)
  return plainBson(value)
}

function plainDocument(doc: Doc): Doc {
  const result: Doc = {}
  for (const key of Object.keys(doc)) result[key] = plain(doc[key])
  return result
}

function plainBson(value: object): unknown {
  switch (bsonType(value)) {
    case 'Long': {
      const number = (value as Long).toNumber()
      if (!Number.isSafeInteger(number)) throw unsupported('aggregating 64-bit integers beyond 2^53')
      return number
    }
    case 'Int32':
    case 'Double':
      return Number(value)
    case 'Decimal128':
      throw unsupported('aggregating values of type Decimal128')
    case 'BSONRegExp':
      return new RegExp((value as BSONRegExp).pattern, (value as BSONRegExp).options.replace(/[^ims]/g, ''))
    default:
      return value
  }
}
