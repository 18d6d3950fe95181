/** Which index answers a query: equality prefix, then a range, then the order asked for. */
import { type Doc, isDocument } from '../bson/codec.ts'
import { badValue } from '../errors.ts'
import type { Collection, Index, OrderField, Storage } from '../storage/catalog.ts'
import type { KeyRange } from '../storage/keys.ts'
import { type Bounds, boundsOf } from './bounds.ts'
import { indexRanges } from './ranges.ts'
import { providesSort } from './sort.ts'
import { coversFilter } from './usable.ts'

export interface Query {
  readonly filter: Doc
  readonly sort?: readonly OrderField[]
  readonly skip?: number
  /** 0: no limit. */
  readonly limit?: number
  /** The name or the key of an index, or `{ $natural: ±1 }`. */
  readonly hint?: unknown
  /** What `$$name` stands for in `$expr`. */
  readonly variables?: Doc
}

/** Part of a plan: some ranges of one index. */
export interface IndexScan {
  readonly index: Index
  readonly ranges: readonly KeyRange[]
  /** How many fields of the index are bounded. */
  readonly bounded: number
  /** Whether each range is one whole value of the bounded fields. */
  readonly exact: boolean
}

export interface Plan {
  /** None: the whole collection is read. Several: the branches of an `$or`. */
  readonly scans: readonly IndexScan[]
  readonly reverse: boolean
  /** Whether rows come in the order asked for. */
  readonly sorted: boolean
  /** Whether every row read matches: no document is decoded to see it. */
  readonly exact: boolean
}

interface Candidate extends IndexScan {
  /** Whether an order was asked for and this index gives it. */
  readonly ordering: boolean
  readonly sorted: boolean
  readonly reverse: boolean
}

/** Plans a query; what is read is still to be matched against the whole filter, unless the plan is exact. */
export function planQuery(storage: Storage, collection: Collection, query: Query): Plan {
  const { filter, sort = [], hint } = query
  const natural = naturalOrder(sort, hint)
  const isUnsorted = sort.length === 0 || sort[0]?.name === '$natural'
  if (natural) return { scans: [], reverse: natural < 0, sorted: isUnsorted, exact: isEmpty(filter) }
  const bounds = boundsOf(filter)
  const candidates = usable(collection, query, bounds).map(index => candidate(index, bounds, sort))
  const useful = candidates.filter(c => c.bounded > 0 || c.ordering || hint !== undefined)
  const best = cheapest(storage, useful, query)
  const branches =
    best && (best.bounded > 0 || !filter.$or) ? undefined : planBranches(storage, collection, query)
  if (branches || !best)
    return {
      scans: branches ?? [],
      reverse: false,
      sorted: sort.length === 0,
      exact: !branches && isEmpty(filter),
    }
  return { scans: [best], reverse: best.reverse, sorted: best.sorted, exact: isExact(best, filter) }
}

function isEmpty(filter: Doc): boolean {
  return Object.keys(filter).length === 0
}

function naturalOrder([first]: readonly OrderField[], hint: unknown): number {
  if (first?.name === '$natural') return first.direction
  return isDocument(hint) ? Number(hint.$natural ?? 0) : 0
}

/** Whether an index alone answers a filter: each condition is of values, on leading fields held as whole keys. */
function isExact({ index, bounded, exact }: IndexScan, filter: Doc): boolean {
  const fields = Object.keys(filter)
  if (fields.length === 0) return true
  const leading = index.fields.slice(0, bounded).map(field => field.name)
  return (
    exact &&
    !index.truncated &&
    isEqualities(filter) &&
    fields.length === bounded &&
    fields.every(field => leading.includes(field))
  )
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

function usable({ indexes }: Collection, { filter, hint }: Query, bounds: Bounds): readonly Index[] {
  if (hint === undefined) return indexes.filter(index => !index.hidden && coversFilter(index, filter, bounds))
  const wanted = JSON.stringify(hint)
  const index = indexes.find(({ name, key }) => name === hint || JSON.stringify(key) === wanted)
  if (!index) throw badValue('error processing query: hint provided does not correspond to an existing index')
  return [index]
}

function candidate(index: Index, bounds: Bounds, sort: readonly OrderField[]): Candidate {
  const { fixed, ...scan } = indexRanges(index, bounds)
  const direction = scan.ranges.length <= 1 ? providesSort(index, fixed, sort) : 0
  const ordering = direction !== 0
  return { index, ...scan, ordering, sorted: sort.length === 0 || ordering, reverse: direction < 0 }
}

const sampleSize = 256

function cheapest(storage: Storage, candidates: Candidate[], query: Query): Candidate | undefined {
  if (candidates.length < 2) return candidates[0]
  const priced = candidates.map(c => ({ c, cost: cost(storage, c, query) }))
  priced.sort(
    (a, b) => a.cost - b.cost || b.c.bounded - a.c.bounded || Number(b.c.sorted) - Number(a.c.sorted),
  )
  return priced[0]?.c
}

/** Entries to read, counted up to a sample; a sort to be done costs half as much again. */
function cost(storage: Storage, { ranges, bounded, sorted }: Candidate, query: Query): number {
  const { filter, sort = [], skip = 0, limit = 0 } = query
  if (bounded === 0 && !isEmpty(filter)) return sampleSize * 4
  const entries = countEntries(storage, ranges, sampleSize)
  if (sort.length === 0) return entries
  if (!sorted) return entries * 1.5 + 1
  return limit > 0 ? Math.min(entries, skip + limit) : entries
}

/** Entries of the ranges, up to `most`: LMDB counts a whole range at once, but cannot be told where to stop. */
export function countEntries({ env }: Storage, ranges: readonly KeyRange[], most = Infinity): number {
  let count = 0
  for (const range of ranges) {
    if (count >= most) return most
    const limit = most - count
    count += limit > walked ? env.entries.getKeysCount(range) : walk(env.entries.getKeys({ ...range, limit }))
  }
  return Math.min(count, most)
}

/** Walking so many takes less than counting a million. */
const walked = 10_000

function walk(keys: Iterable<unknown>): number {
  let count = 0
  for (const _ of keys) count++
  return count
}

/** An `$or` whose every branch has an index reads the union of them. */
function planBranches(storage: Storage, collection: Collection, query: Query): IndexScan[] | undefined {
  const { $or: branches, ...rest } = query.filter
  if (!Array.isArray(branches) || query.hint !== undefined) return undefined
  const plans = branches.map(branch => planQuery(storage, collection, { filter: { $and: [rest, branch] } }))
  const isBounded = plans.every(({ scans }) => scans.length > 0 && scans.every(scan => scan.bounded > 0))
  return isBounded && plans.length > 0 ? plans.flatMap(plan => plan.scans) : undefined
}
