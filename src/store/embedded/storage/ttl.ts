/** TTL indexes: documents whose date is older than the index allows are removed. */
import type { Doc } from '../bson/codec.ts'
import { findRows } from '../query/find.ts'
import type { Collection, Index, Storage } from './catalog.ts'
import { removeRow } from './documents.ts'

const atOnce = 10_000

/** Removes what has expired by `now`; resolves with how many, after they are gone from disk. */
export async function removeExpired(storage: Storage, now: Date): Promise<number> {
  let removed = 0
  for (const collection of storage.catalog.all())
    for (const index of collection.indexes) {
      storage.env.refresh()
      if (expired(storage, collection, index, now, 1).length === 0) continue
      removed += await storage.catalog.write(() => {
        const rows = expired(storage, collection, index, now, atOnce)
        for (const row of rows) removeRow(storage, collection, row)
        return rows.length
      })
    }
  return removed
}

/** What the index says has expired: nothing when it was dropped in the meantime, or its term was taken away. */
function expired(storage: Storage, collection: Collection, index: Index, now: Date, limit: number) {
  const { expireAfterSeconds, fields, name } = index
  if (expireAfterSeconds === undefined || !storage.catalog.has(collection, index)) return []
  const before = new Date(now.getTime() - expireAfterSeconds * 1000)
  const filter: Doc = { [fields[0]?.name as string]: { $lt: before } }
  return [...findRows(storage, collection, { filter, limit, hint: name })]
}
