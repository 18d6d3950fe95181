/** Whether an index that leaves documents out still has every document that a filter can match. */
import { type Doc, isDocument } from '../bson/codec.ts'
import { isEqual } from '../bson/compare.ts'
import type { Index } from '../storage/catalog.ts'
import type { Bounds } from './bounds.ts'
import { valueMatcher } from './match.ts'

/** Sparse: one of its fields must be there. Partial: the filter must imply its expression. */
export function coversFilter(index: Index, filter: Doc, bounds: Bounds): boolean {
  if (index.sparse && !index.fields.some(field => bounds.get(field.name)?.nullable === false)) return false
  const partial = index.partialFilterExpression
  return !partial || implies(filter, bounds, partial)
}

function implies(filter: Doc, bounds: Bounds, partial: Doc): boolean {
  return Object.entries(partial).every(([key, condition]) => {
    if (key === '$and') return (condition as Doc[]).every(each => implies(filter, bounds, each))
    if (key.startsWith('$')) return false
    return (
      clauses(filter).some(clause => key in clause && isEqual(clause[key], condition)) ||
      follows(key, condition, bounds)
    )
  })
}

function clauses(filter: Doc): Doc[] {
  const inner = Array.isArray(filter.$and) ? filter.$and.flatMap(each => clauses(each as Doc)) : []
  return [filter, ...inner]
}

function follows(key: string, condition: unknown, bounds: Bounds): boolean {
  const known = bounds.get(key)
  if (!known) return false
  if (isDocument(condition) && isEqual(condition, { $exists: true })) return !known.nullable
  const matches = valueMatcher(condition)
  return known.values !== undefined && known.values.length > 0 && known.values.every(value => matches(value))
}
