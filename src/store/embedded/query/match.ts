/**
 * The query language: a filter compiled to a predicate over decoded documents. Every operator that is not known is an
 * error, never a match.
 *
 * @see https://www.mongodb.com/docs/manual/reference/operator/query/
 */
import { type Doc, isDocument, isNested } from '../bson/codec.ts'
import { isEqual } from '../bson/compare.ts'
import { badValue, unsupported } from '../errors.ts'
import { expressionTest } from './expression.ts'
import { type Condition, compileOperator, equality } from './operators.ts'
import { someAt } from './paths.ts'

export type Predicate = (doc: Doc) => boolean

/** Compiles a filter. @throws {CommandError} 2 for an operator that is unknown or misused */
export function compileFilter(filter: Doc, variables: Doc = {}): Predicate {
  const tests = Object.entries(filter).map(([key, condition]) => compileClause(key, condition, variables))
  if (tests.length === 1) return tests[0] as Predicate
  return doc => tests.every(test => test(doc))
}

function compileClause(key: string, condition: unknown, variables: Doc): Predicate {
  if (key.startsWith('$') && !isReference(key)) return compileLogical(key, condition, variables)
  const parts = key.split('.')
  const holds = compileCondition(condition)
  return doc => holds((test, expand) => someAt(doc, parts, 0, expand, test))
}

function compileLogical(key: string, condition: unknown, variables: Doc): Predicate {
  if (key === '$comment') return () => true
  if (key === '$expr') return expressionTest(condition, variables)
  if (key !== '$and' && key !== '$or' && key !== '$nor') {
    if (['$where', '$text', '$jsonSchema', '$sampleRate'].includes(key)) throw unsupported(key)
    throw badValue(`unknown top level operator: ${key}`)
  }
  if (!Array.isArray(condition) || condition.length === 0) throw badValue(`${key} must be a nonempty array`)
  const tests = condition.map(each => {
    if (!isDocument(each)) throw badValue(`${key} entries need to be full objects`)
    return compileFilter(each, variables)
  })
  if (key === '$and') return doc => tests.every(test => test(doc))
  if (key === '$or') return doc => tests.some(test => test(doc))
  return doc => !tests.some(test => test(doc))
}

/** Compiles what stands after a field: a value to equal, or operators that must all hold. */
function compileCondition(condition: unknown): Condition {
  if (!isOperators(condition)) return equality(condition)
  const tests = Object.entries(condition).map(([operator, argument]) =>
    compileOperator(operator, argument, condition, { compileCondition, valueMatcher }),
  )
  return probe => tests.every(test => test(probe))
}

/** Whether a condition is `{ $op: … }` and not a document to equal. */
export function isOperators(condition: unknown): condition is Doc {
  if (!isDocument(condition)) return false
  const first = Object.keys(condition)[0]
  return first?.startsWith('$') === true && !isReference(first)
}

/** The parts of a DBRef look like operators and are fields. */
function isReference(name: string): boolean {
  return name === '$ref' || name === '$id' || name === '$db'
}

/** Whether a condition on a value is one on the fields of a document: `{ $or: [{ x: 1 }, …] }`. */
function isLogical(condition: Doc): boolean {
  return ['$and', '$or', '$nor', '$expr'].includes(Object.keys(condition)[0] as string)
}

/** Whether a single value meets a condition, as `$pull` and `$elemMatch` ask. */
export function valueMatcher(condition: unknown): (value: unknown) => boolean {
  if (isDocument(condition) && (!isOperators(condition) || isLogical(condition))) {
    const matches = compileFilter(condition)
    return value => isNested(value) && matches(value)
  }
  if (!isOperators(condition)) return value => isEqual(value, condition)
  const holds = compileCondition(condition)
  return value => holds((test, expand) => test(value) || (expand && Array.isArray(value) && value.some(test)))
}
