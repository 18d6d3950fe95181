/** TTL indexes: documents whose date is older than the index allows are removed. */
import { type Doc, decode } from '../bson/codec.ts'
import { findRows } from '../query/find.ts'
import type { Collection, Index } from './catalog.ts'
import { removeRow, type Storage } from './documents.ts'

/** Removes what has expired by `now`; resolves with how many, after they are gone from disk. */
export async function removeExpired(storage: Storage, now: Date): Promise<number> {
  let removed = 0
  for (const collection of storage.catalog.all())
    for (const index of collection.indexes.filter(
      each => each.ready && each.expireAfterSeconds !== undefined,
    ))
      if (hasExpired(storage, collection, index, now))
        removed += await storage.catalog.write(() => removeFrom(storage, collection, index, now))
  return removed
}

function expired(index: Index, now: Date): Doc {
  const field = index.fields[0]?.name as string
  return { [field]: { $lt: new Date(now.getTime() - (index.expireAfterSeconds as number) * 1000) } }
}

function hasExpired(storage: Storage, collection: Collection, index: Index, now: Date): boolean {
  storage.env.refresh()
  const query = { filter: expired(index, now), sort: [], skip: 0, limit: 1, hint: index.name }
  return !findRows(storage, collection, query).next().done
}

const atOnce = 10_000

function removeFrom(storage: Storage, collection: Collection, index: Index, now: Date): number {
  if (
    storage.catalog.find(collection.db, collection.name) !== collection ||
    !collection.indexes.includes(index)
  )
    return 0
  const query = { filter: expired(index, now), sort: [], skip: 0, limit: atOnce, hint: index.name }
  const rows = [...findRows(storage, collection, query)]
  const partial = rows.filter(row => !index.matches || index.matches(row.doc ?? decode(row.bytes)))
  for (const row of partial) removeRow(storage, collection, row)
  return partial.length
}
