/**
 * Rows and entries of collections and indexes that are gone. A drop takes them out of the catalog, which is all that its
 * client waits for; here they are cleared away piece by piece, other commands between, and after a stop by the next start.
 */
import type { Storage } from './documents.ts'
import type { Table } from './environment.ts'
import { ownerRange } from './keys.ts'
import { owners } from './owners.ts'

const keysAtOnce = 2_000

/** Clears what nobody owns until `isOver`; resolves with how many keys, after they are gone from disk. */
export async function reclaim({ env, catalog }: Storage, isOver: () => boolean): Promise<number> {
  env.refresh()
  const owned = new Set(catalog.all().flatMap(({ id, indexes }) => [id, ...indexes.map(index => index.id)]))
  let cleared = 0
  for (const table of [env.documents, env.entries])
    for (const owner of [...owners(table)].filter(each => !owned.has(each)))
      for (let piece = keysAtOnce; piece === keysAtOnce && !isOver(); cleared += piece)
        piece = await catalog.write(() => clearPiece(table, owner))
  return cleared
}

function clearPiece(table: Table, owner: number): number {
  const keys = [...table.getKeys({ ...ownerRange(owner), limit: keysAtOnce })]
  for (const key of keys) table.remove(key)
  return keys.length
}
