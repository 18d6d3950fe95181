/** When an index alone answers a filter: every row it leads to is one that matches, and no document is decoded to see it. */
import { type Doc, isDocument } from '../bson/codec.ts'
import type { Plan } from './plan.ts'

/**
 * Whether a plan reads the rows of a filter and no others: each condition is a value to equal, or `$in` of values, on the
 * leading fields of one index that holds all of them as whole keys.
 */
export function isExact({ scans }: Plan, filter: Doc): boolean {
  const [scan, ...others] = scans
  if (!scan?.exact || others.length > 0 || scan.index.truncated || !isEqualities(filter)) return false
  const fields = Object.keys(filter)
  const leading = scan.index.fields.slice(0, scan.bounded).map(field => field.name)
  return fields.length === scan.bounded && fields.every(field => leading.includes(field))
}

/** Whether each condition is a value to equal or `$in` of values: nothing an operator could be wrong about. */
export function isEqualities(filter: Doc): boolean {
  return Object.entries(filter).every(([field, condition]) => !field.startsWith('$') && isPoint(condition))
}

function isPoint(condition: unknown): boolean {
  if (!isDocument(condition)) return true
  const operators = Object.keys(condition).filter(key => key.startsWith('$'))
  if (operators.length !== 1) return operators.length === 0
  return operators[0] === '$eq' || (operators[0] === '$in' && Array.isArray(condition.$in))
}
