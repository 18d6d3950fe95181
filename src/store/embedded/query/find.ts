/** A query from filter to rows: plan, scan, match, sort, skip, limit. */
import { type Doc, decode } from '../bson/codec.ts'
import type { Collection } from '../storage/catalog.ts'
import type { Row, Storage } from '../storage/documents.ts'
import { isEqualities, isExact } from './exact.ts'
import { compileFilter, type Predicate } from './match.ts'
import { type Plan, planQuery } from './plan.ts'
import { type Meter, scanRows } from './scan.ts'
import { type SortField, sortInMemory, sortKey } from './sort.ts'

export interface Query {
  readonly filter: Doc
  readonly sort: readonly SortField[]
  readonly skip: number
  /** 0: no limit. */
  readonly limit: number
  readonly hint?: unknown
  readonly variables?: Doc
}

/** A row that matched; `doc` is there when matching needed it. */
export interface FoundRow extends Row {
  readonly doc: Doc | undefined
}

export const everything: Query = { filter: {}, sort: [], skip: 0, limit: 0 }

/** A meter that never gives up. */
export function freeMeter(): Meter {
  return { keys: 0, documents: 0, check: () => undefined }
}

/** The plan a query would take. */
export function planOf(storage: Storage, collection: Collection, query: Query): Plan {
  const limit = query.limit > 0 ? query.skip + query.limit : 0
  const { filter, sort, hint } = query
  return planQuery(storage, collection, { filter, sort, limit, ...(hint === undefined ? {} : { hint }) })
}

/** The rows of a query, lazily; nothing is read before the first is asked for. */
export function* findRows(
  storage: Storage,
  collection: Collection | undefined,
  query: Query,
  meter: Meter = freeMeter(),
): Generator<FoundRow> {
  const compile = (): Predicate => compileFilter(query.filter, query.variables)
  const checked = collection && isEqualities(query.filter) ? undefined : compile()
  if (!collection) return
  const plan = planOf(storage, collection, query)
  const scanned = scanRows(storage, collection, plan, meter)
  const needless = Object.keys(query.filter).length === 0 || isExact(plan, query.filter)
  const rows = needless ? undecoded(scanned) : matching(scanned, checked ?? compile())
  const wanted = query.limit > 0 ? query.skip + query.limit : 0
  const ordered = plan.sorted ? rows : sorted(rows, query.sort, wanted)
  yield* window(ordered, query.skip, query.limit)
}

function* undecoded(rows: Iterable<Row>): Generator<FoundRow> {
  for (const { record, bytes } of rows) yield { record, bytes, doc: undefined }
}

function* matching(rows: Iterable<Row>, matches: Predicate): Generator<FoundRow> {
  for (const { record, bytes } of rows) {
    const doc = decode(bytes)
    if (matches(doc)) yield { record, bytes, doc }
  }
}

function sorted(rows: Iterable<FoundRow>, sort: readonly SortField[], limit: number): FoundRow[] {
  const key = (row: FoundRow): Buffer => sortKey(row.doc ?? decode(row.bytes), sort)
  return sortInMemory(rows, key, row => row.bytes.length, limit)
}

function* window<T>(rows: Iterable<T>, skip: number, limit: number): Generator<T> {
  let at = 0
  for (const row of rows) {
    if (at++ < skip) continue
    yield row
    if (limit > 0 && at >= skip + limit) return
  }
}
