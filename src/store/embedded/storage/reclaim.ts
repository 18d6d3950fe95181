/**
 * Rows and entries of collections and indexes that are gone. A drop takes them out of the catalog, which is all that its
 * client waits for; here they are cleared away piece by piece, other commands between, and after a stop by the next start.
 */
import type { Storage } from './catalog.ts'
import type { Table } from './environment.ts'
import { ownerOf, ownerRange } from './keys.ts'

const keysAtOnce = 2_000

/** Clears what nobody owns until `isOver`; resolves with how many keys, after they are gone from disk. */
export async function reclaim(storage: Storage, isOver: () => boolean): Promise<number> {
  let cleared = 0
  for (const { table, owner } of orphans(storage))
    for (let piece = keysAtOnce; piece === keysAtOnce && !isOver(); cleared += piece)
      piece = await storage.catalog.write(() => clearPiece(table, owner))
  return cleared
}

/**
 * Seen of both tables in one turn, before anything is cleared: whoever comes into being between two pieces is in no list, and
 * a number is never given twice, so nobody who lives can be taken for one that is gone.
 */
function orphans({ env, catalog }: Storage): { table: Table; owner: number }[] {
  env.refresh()
  const owned = new Set(catalog.all().flatMap(({ id, indexes }) => [id, ...indexes.map(index => index.id)]))
  return [env.documents, env.entries].flatMap(table =>
    [...owners(table)].filter(owner => !owned.has(owner)).map(owner => ({ table, owner })),
  )
}

/** Who has keys in a table, whether the catalog knows them or not, by a step from each to the next. */
export function* owners(table: Table): Generator<number> {
  for (let from = 0; ; ) {
    const [key] = table.getKeys({ start: ownerRange(from).start, limit: 1 })
    if (!key) return
    yield ownerOf(key)
    from = ownerOf(key) + 1
  }
}

function clearPiece(table: Table, owner: number): number {
  const keys = [...table.getKeys({ ...ownerRange(owner), limit: keysAtOnce })]
  for (const key of keys) table.remove(key)
  return keys.length
}
