/** Counting without reading documents, where an index alone knows the answer. */
import type { Collection } from '../storage/catalog.ts'
import type { Storage } from '../storage/documents.ts'
import { isEqualities, isExact } from './exact.ts'
import { planOf, type Query } from './find.ts'

/**
 * How many documents equal the filter's values, when one index without arrays holds them all; undefined when the documents
 * must be read.
 */
export function countByIndex(storage: Storage, collection: Collection, query: Query): number | undefined {
  if (query.skip > 0 || query.limit > 0) return undefined
  if (!isEqualities(query.filter)) return undefined
  const plan = planOf(storage, collection, query)
  const [scan] = plan.scans
  if (!scan || !isExact(plan, query.filter) || scan.index.multikey.includes(true)) return undefined
  return scan.ranges.reduce((count, range) => count + storage.env.entries.getKeysCount(range), 0)
}
