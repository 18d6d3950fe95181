/** Which index answers a query: equality prefix, then a range, then the order asked for. */
import type { Doc } from '../bson/codec.ts'
import { badValue } from '../errors.ts'
import type { Collection, Index } from '../storage/catalog.ts'
import type { Storage } from '../storage/documents.ts'
import type { KeyRange } from '../storage/keys.ts'
import { type Bounds, boundsOf } from './bounds.ts'
import { indexRanges } from './ranges.ts'
import { providesSort, type SortField } from './sort.ts'
import { coversFilter } from './usable.ts'

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
}

export interface PlanRequest {
  readonly filter: Doc
  readonly sort: readonly SortField[]
  readonly limit: number
  readonly hint?: unknown
}

interface Candidate extends IndexScan {
  /** Whether an order was asked for and this index gives it. */
  readonly ordering: boolean
  readonly sorted: boolean
  readonly reverse: boolean
}

/** Plans a query; everything read is still to be matched against the whole filter, unless the plan is exact. */
export function planQuery(storage: Storage, collection: Collection, request: PlanRequest): Plan {
  const natural = naturalOrder(request)
  if (natural) return { scans: [], reverse: natural < 0, sorted: true }
  const bounds = boundsOf(request.filter)
  const candidates = usable(collection, request, bounds).map(index => candidate(index, bounds, request.sort))
  const useful = candidates.filter(c => c.bounded > 0 || c.ordering || request.hint !== undefined)
  const best = cheapest(storage, useful, request)
  if (best && (best.bounded > 0 || !Array.isArray(request.filter.$or))) return toPlan(best)
  return planBranches(storage, collection, request) ?? (best ? toPlan(best) : wholeCollection(request))
}

function toPlan({ index, ranges, bounded, exact, sorted, reverse }: Candidate): Plan {
  return { scans: [{ index, ranges, bounded, exact }], reverse, sorted }
}

function wholeCollection({ sort }: PlanRequest): Plan {
  return { scans: [], reverse: false, sorted: sort.length === 0 }
}

function naturalOrder({ sort, hint }: PlanRequest): number {
  const hinted = typeof hint === 'object' && hint !== null ? Number((hint as Doc).$natural ?? 0) : 0
  return sort[0]?.name === '$natural' ? sort[0].direction : sort.length === 0 ? hinted : 0
}

function usable(collection: Collection, { filter, hint }: PlanRequest, bounds: Bounds): Index[] {
  const ready = collection.indexes.filter(index => index.ready)
  if (hint !== undefined) return [hinted(ready, hint)]
  return ready.filter(index => !index.hidden && coversFilter(index, filter, bounds))
}

function hinted(indexes: Index[], hint: unknown): Index {
  const wanted = JSON.stringify(hint)
  const index = indexes.find(each => each.name === hint || JSON.stringify(each.key) === wanted)
  if (!index) throw badValue('error processing query: hint provided does not correspond to an existing index')
  return index
}

function candidate(index: Index, bounds: Bounds, sort: readonly SortField[]): Candidate {
  const { fixed, ...scan } = indexRanges(index, bounds)
  const direction = scan.ranges.length <= 1 ? providesSort(index, fixed, sort) : 0
  const ordering = direction !== 0
  return { index, ...scan, ordering, sorted: sort.length === 0 || ordering, reverse: direction < 0 }
}

const sampleSize = 256

function cheapest(storage: Storage, candidates: Candidate[], request: PlanRequest): Candidate | undefined {
  if (candidates.length < 2) return candidates[0]
  const priced = candidates.map(c => ({ c, cost: cost(storage, c, request) }))
  priced.sort(
    (a, b) => a.cost - b.cost || b.c.bounded - a.c.bounded || Number(b.c.sorted) - Number(a.c.sorted),
  )
  return priced[0]?.c
}

/** Entries to read, counted up to a sample; a sort to be done costs half as much again. */
function cost(storage: Storage, { index, ranges, bounded, sorted }: Candidate, request: PlanRequest): number {
  const isWhole = bounded === 0
  if (isWhole && Object.keys(request.filter).length > 0) return sampleSize * 4
  const entries = countEntries(storage, index, ranges)
  if (request.sort.length === 0) return entries
  if (!sorted) return entries * 1.5 + 1
  return request.limit > 0 ? Math.min(entries, request.limit) : entries
}

function countEntries({ env }: Storage, _index: Index, ranges: readonly KeyRange[]): number {
  let count = 0
  for (const range of ranges) {
    if (count >= sampleSize) break
    count += [...env.entries.getKeys({ ...range, limit: sampleSize - count })].length
  }
  return count
}

/** An `$or` whose every branch has an index reads the union of them. */
function planBranches(storage: Storage, collection: Collection, request: PlanRequest): Plan | undefined {
  const { $or: branches, ...rest } = request.filter
  if (!Array.isArray(branches) || branches.length === 0 || request.hint !== undefined) return undefined
  const scans: IndexScan[] = []
  for (const branch of branches) {
    const filter = { $and: [rest, branch] }
    const plan = planQuery(storage, collection, { filter, sort: [], limit: 0 })
    if (plan.scans.length === 0 || plan.scans.some(scan => scan.bounded === 0)) return undefined
    scans.push(...plan.scans)
  }
  return { scans, reverse: false, sorted: request.sort.length === 0 }
}
