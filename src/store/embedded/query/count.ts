/** Counting without reading documents, where an index alone knows the answer. */
import { type Doc, isDocument } from '../bson/codec.ts'
import type { Collection } from '../storage/catalog.ts'
import type { Storage } from '../storage/documents.ts'
import { boundsOf } from './bounds.ts'
import { planOf, type Query } from './find.ts'
import { compileFilter } from './match.ts'

/**
 * How many documents equal the filter's values, when every condition is an equality on a leading field of one index
 * without arrays and without shortened entries; undefined when the documents must be read.
 */
export function countByIndex(storage: Storage, collection: Collection, query: Query): number | undefined {
  if (query.skip > 0 || query.limit > 0 || !isEqualities(query.filter)) return undefined
  compileFilter(query.filter)
  const [scan, ...others] = planOf(storage, collection, query).scans
  const fields = Object.keys(query.filter)
  if (!scan || others.length > 0 || scan.bounded !== fields.length) return undefined
  if (scan.index.truncated || scan.index.multikey.includes(true)) return undefined
  const leading = scan.index.fields.slice(0, scan.bounded).map(field => field.name)
  if (!fields.every(field => leading.includes(field))) return undefined
  return scan.ranges.reduce((count, range) => count + storage.env.entries.getKeysCount(range), 0)
}

/** Whether each condition is a value to equal or `$in` of values, all of which an index holds as points. */
function isEqualities(filter: Doc): boolean {
  const bounds = boundsOf(filter)
  return Object.entries(filter).every(([field, condition]) => {
    const operators = isDocument(condition) ? Object.keys(condition).filter(key => key.startsWith('$')) : []
    const isPoint =
      operators.length === 0 || (operators.length === 1 && ['$eq', '$in'].includes(operators[0] as string))
    return isPoint && (bounds.get(field)?.points?.length ?? 1001) <= 1000
  })
}
