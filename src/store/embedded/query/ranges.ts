/** From bounds of fields to ranges of index keys. */
import { afterPrefix, inverted } from '../bson/order-key.ts'
import { maxEntryKeyBytes } from '../limits.ts'
import type { Index } from '../storage/catalog.ts'
import { entryKey, type KeyRange } from '../storage/keys.ts'
import type { Bounds, FieldBounds } from './bounds.ts'
import { isPosition } from './paths.ts'

/** Of a combination; of one field as many values are read as are asked for. */
const maxRanges = 1000

interface IndexRanges {
  readonly ranges: KeyRange[]
  readonly bounded: number
  /** How many leading fields have a single value. */
  readonly fixed: number
  /** Whether each range is one whole value of the bounded fields: nothing else lies in it. */
  readonly exact: boolean
}

/**
 * The ranges to read: the product of the leading fields' points, then a range of the next field. Of the fields with
 * arrays only the first is bounded, and by one end: its conditions may hold for different elements.
 */
export function indexRanges(index: Index, bounds: Bounds): IndexRanges {
  let prefixes: Buffer[] = [Buffer.alloc(0)]
  let fixed = 0
  let bounded = 0
  let arrays = 0
  let exact = true
  for (const [i, field] of index.fields.entries()) {
    const known = field.path.some(isPosition) ? undefined : bounds.get(field.name)
    if (!(known?.points || known?.from) || (index.multikey[i] && arrays++ > 0)) break
    if (i > 0 && (known.points?.length ?? 1) * prefixes.length > maxRanges) break
    bounded++
    if (!known.points) return { ranges: spans(index, prefixes, known, i), bounded, fixed, exact: false }
    if (known.points.length === 1 && fixed === i) fixed++
    // An array's missing elements are no nulls.
    if (index.multikey[i] && known.nullable) exact = false
    prefixes = prefixes.flatMap(prefix =>
      directed(index, i, known.points as Buffer[]).map(p => Buffer.concat([prefix, p])),
    )
  }
  exact &&= prefixes.every(prefix => prefix.length <= maxBoundBytes)
  return { ranges: prefixes.map(prefix => keyRange(index, prefix, prefix)), bounded, fixed, exact }
}

function directed(index: Index, field: number, points: Buffer[]): Buffer[] {
  return index.directions[field] === -1 ? points.map(inverted).reverse() : points
}

function spans(index: Index, prefixes: Buffer[], known: FieldBounds, field: number): KeyRange[] {
  let from = known.from as Buffer
  let to = known.to as Buffer
  if (index.multikey[field] && from.length > 1) to = from.subarray(0, 1)
  if (index.directions[field] === -1) [from, to] = [inverted(to), inverted(from)]
  return prefixes.map(prefix => keyRange(index, Buffer.concat([prefix, from]), Buffer.concat([prefix, to])))
}

function keyRange(index: Index, from: Buffer, to: Buffer): KeyRange {
  return { start: entryKey(index.id, fitted(from)), end: afterPrefix(entryKey(index.id, fitted(to))) }
}

/** Entries are cut there when they are too long, so bounds are cut there as well. */
const maxBoundBytes = maxEntryKeyBytes - 32

function fitted(key: Buffer): Buffer {
  return key.subarray(0, maxBoundBytes)
}
