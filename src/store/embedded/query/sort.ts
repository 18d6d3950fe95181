/** Sort specifications: read, provided by an index, or done in memory. */
import { asNumber, type Doc } from '../bson/codec.ts'
import { compare } from '../bson/compare.ts'
import { compoundKey, emptyArray } from '../bson/order-key.ts'
import { badValue, CommandError } from '../errors.ts'
import { maxSortBytes } from '../limits.ts'
import type { Index, OrderField } from '../storage/catalog.ts'
import { valuesAt } from './paths.ts'

/** Reads `{ field: 1, other: -1 }`. */
export function parseSort(sort: Doc | undefined): OrderField[] {
  return Object.entries(sort ?? {}).map(([name, value]) => {
    const direction = asNumber(value)
    if (direction !== 1 && direction !== -1)
      throw badValue(
        '$sort key ordering must be 1 (for ascending) or -1 (for descending); $meta needs MONGODB_URI',
      )
    return { name, path: name.split('.'), direction }
  })
}

/** 1 or −1 when an index read forwards or backwards gives this order, else 0. */
export function providesSort(index: Index, fixed: number, sort: readonly OrderField[]): number {
  if (sort.length === 0 || index.truncated) return 0
  let direction = 0
  let wanted = 0
  for (const [i, field] of index.fields.entries()) {
    const next = sort[wanted]
    if (!next) break
    if (field.name !== next.name) {
      if (i < fixed) continue
      return 0
    }
    if (index.multikey[i]) return 0
    wanted++
    if (i < fixed) continue
    const turn = field.direction * next.direction
    if (direction !== 0 && direction !== turn) return 0
    direction = turn
  }
  return wanted < sort.length ? 0 : direction || 1
}

/** The bytes a document sorts by: the least element of an array, or the greatest when descending. */
export function sortKey(doc: Doc, sort: readonly OrderField[]): Buffer {
  const values = sort.map(field => extreme(valuesAt(doc, field.path), field.direction))
  return compoundKey(
    values,
    sort.map(field => field.direction),
  )
}

function extreme(values: unknown[], direction: number): unknown {
  if (values.length === 0) return emptyArray
  return values.reduce((best, value) => (compare(value, best) * direction < 0 ? value : best))
}

/** What is held of a row while it is sorted. */
interface Sortable<T> {
  readonly row: T
  readonly key: Buffer
  readonly bytes: number
}

/**
 * Sorts in memory; with a limit it keeps only the best.
 *
 * @throws {CommandError} 292 beyond 100 MB
 */
export function sortInMemory<T>(rows: Iterable<Sortable<T>>, limit: number): T[] {
  let kept: Sortable<T>[] = []
  let bytes = 0
  const best = () => kept.sort((a, b) => Buffer.compare(a.key, b.key))
  for (const each of rows) {
    kept.push(each)
    bytes += each.bytes
    if (limit > 0 && kept.length > limit && (kept.length >= limit * 2 + 100 || bytes > maxSortBytes / 2)) {
      kept = best().slice(0, limit)
      bytes = kept.reduce((sum, one) => sum + one.bytes, 0)
    }
    if (bytes > maxSortBytes)
      throw new CommandError(
        292,
        `Sort exceeded memory limit of ${maxSortBytes} bytes; add an index, or set MONGODB_URI`,
      )
  }
  return best().map(each => each.row)
}
