/**
 * Aggregation stages and expressions, evaluated by mingo. mingo computes with JavaScript's numbers only, so 64-bit
 * integers are handed over as numbers where that is exact, and what it would get wrong is refused.
 */
import type { BSONRegExp, Long } from 'bson'
import { Aggregator } from 'mingo'
import { bsonType, type Doc, isDocument } from '../bson/codec.ts'
import { CommandError, unsupported } from '../errors.ts'
import { words } from '../words.ts'

/** The expressions that are tested one by one; mingo knows more, with edges nobody here has looked at. */
export const expressionOperators: readonly string[] = words(`
  $abs $add $ceil $divide $floor $mod $multiply $pow $round $sqrt $subtract
  $and $or $not $cmp $eq $ne $gt $gte $lt $lte $cond $ifNull $switch
  $arrayElemAt $concatArrays $filter $first $in $indexOfArray $isArray $last $map $objectToArray $range $reduce
  $reverseArray $size $slice $zip
  $allElementsTrue $anyElementTrue $setDifference $setEquals $setIntersection $setIsSubset $setUnion
  $concat $split $strLenCP $substrCP $toLower $toUpper $trim $toString
  $dateToString $dayOfMonth $dayOfWeek $hour $minute $month $second $year
  $mergeObjects $getField $setField $rand $type $isNumber $literal $let $sum $avg $min $max
`)

export const accumulators: readonly string[] = words(
  '$addToSet $avg $count $first $last $max $mergeObjects $min $push $sum',
)

const known = new Set([...expressionOperators, ...accumulators])

/** @throws {CommandError} 168 for an expression that is not in the table of the README */
function checkExpressions(value: unknown): void {
  if (Array.isArray(value)) value.forEach(checkExpressions)
  else if (isDocument(value)) for (const [name, inner] of Object.entries(value)) checkEntry(name, inner)
}

function checkEntry(name: string, inner: unknown): void {
  if (name === '$literal') return
  if (name.startsWith('$') && !known.has(name)) throw unsupported(`the expression ${name}`, 168)
  checkExpressions(inner as Doc)
}

/** Runs a stage over documents, with `$$name` variables. @throws {CommandError} when mingo refuses */
export function runStage(stage: Doc, docs: Doc[], variables: Doc = {}): Doc[] {
  checkExpressions(Object.values(stage))
  try {
    const options = { variables: plain(variables) as Doc, scriptEnabled: false }
    return new Aggregator([plain(stage) as Doc], options).run(docs.map(doc => plain(doc) as Doc)) as Doc[]
  } catch (error) {
    if (error instanceof CommandError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw unsupported(`this pipeline (${reason})`, 40324)
  }
}

/** The value of an expression for a document; `undefined` when it has none. */
export function evaluate(expression: unknown, doc: Doc, variables: Doc = {}): unknown {
  return runStage({ $replaceWith: { value: expression } }, [doc], variables)[0]?.value
}

/** `$expr` as a predicate: MongoDB's truth, where only false, null, 0 and a missing value are not true. */
export function expressionTest(expression: unknown, variables: Doc): (doc: Doc) => boolean {
  return doc => {
    const value = evaluate(expression, doc, variables)
    return value !== false && value !== null && value !== undefined && value !== 0
  }
}

/** Values as mingo knows them. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plain)
  if (!isDocument(value)) return plainBson(value)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
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
