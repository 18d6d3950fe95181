/** Collections and indexes by what they hold, whether the catalog knows them or not. */
import type { Environment, Table } from './environment.ts'
import { ownerRange } from './keys.ts'

const ownerOf = (key: Buffer): number => key.readUInt32BE(0)

/** Who has keys in a table, by a step from each to the next. */
export function* owners(table: Table): Generator<number> {
  for (let from = 0; ; ) {
    const [key] = table.getKeys({ start: ownerRange(from).start, limit: 1 })
    if (!key) return
    yield ownerOf(key)
    from = ownerOf(key) + 1
  }
}

/** The greatest number that anybody had, in use or not. */
export function lastOwner({ documents, entries }: Environment): number {
  const last = [documents, entries].flatMap(table => [...table.getKeys({ reverse: true, limit: 1 })])
  return Math.max(0, ...last.map(ownerOf))
}
