/** A query from filter to rows: plan, scan, match, sort, skip, limit. */
import { type Doc, decode } from '../bson/codec.ts'
import type { Collection, OrderField, Storage } from '../storage/catalog.ts'
import type { Row } from '../storage/documents.ts'
import { ownerRange } from '../storage/keys.ts'
import { compileFilter, type Predicate } from './match.ts'
import { countEntries, isEqualities, planQuery, type Query } from './plan.ts'
import { freeMeter, type Meter, scanRows } from './scan.ts'
import { sortInMemory, sortKey } from './sort.ts'

/** A row that matched; `doc` is there when matching needed it. */
export interface FoundRow extends Row {
  readonly doc?: Doc
}

/** The document of a row, decoded if nobody did yet. */
export function docOf({ doc, bytes }: FoundRow): Doc {
  return doc ?? decode(bytes)
}

/** The rows of a query, lazily; nothing is read before the first is asked for. */
export function* findRows(
  storage: Storage,
  collection: Collection | undefined,
  query: Query,
  meter: Meter = freeMeter(),
): Generator<FoundRow> {
  const { filter, sort = [], skip = 0, limit = 0 } = query
  const compiled = (): Predicate => compileFilter(filter, query.variables)
  if (!collection) return void compiled()
  const plan = planQuery(storage, collection, query)
  const scanned = scanRows(storage, collection, plan, meter)
  const rows = plan.exact ? scanned : matching(scanned, compiled())
  const ordered = plan.sorted ? rows : sortInMemory(sortable(rows, sort), limit > 0 ? skip + limit : 0)
  let at = 0
  for (const row of ordered) {
    if (at++ < skip) continue
    yield row
    if (limit > 0 && at >= skip + limit) return
  }
}

function* matching(rows: Iterable<Row>, matches: Predicate): Generator<FoundRow> {
  for (const { record, bytes } of rows) {
    const doc = decode(bytes)
    if (matches(doc)) yield { record, bytes, doc }
  }
}

/** Held while they are sorted are the bytes, which are an eighth of what is decoded. */
function* sortable(rows: Iterable<FoundRow>, sort: readonly OrderField[]) {
  for (const found of rows) {
    const { record, bytes } = found
    yield { row: { record, bytes }, key: sortKey(docOf(found), sort), bytes: bytes.length }
  }
}

/** How many rows a query has; where a table or an index alone knows, no document is read. */
export function countRows(
  storage: Storage,
  collection: Collection | undefined,
  query: Query,
  meter?: Meter,
): number {
  const known = collection && countKeys(storage, collection, query)
  if (known === undefined) return Array.from(findRows(storage, collection, query, meter), () => 0).length
  const { skip = 0, limit = 0 } = query
  const rest = Math.max(0, known - skip)
  return limit > 0 ? Math.min(rest, limit) : rest
}

/** The keys of a whole collection, or of values that one index without arrays holds; undefined when neither answers. */
export function countKeys(
  { env, catalog }: Storage,
  collection: Collection,
  query: Query,
): number | undefined {
  if (Object.keys(query.filter).length === 0) return env.documents.getKeysCount(ownerRange(collection.id))
  if (!isEqualities(query.filter)) return undefined
  const { exact, scans } = planQuery({ env, catalog }, collection, query)
  const [scan] = scans
  if (!exact || !scan || scan.index.multikey.includes(true)) return undefined
  const { skip = 0, limit = 0 } = query
  return countEntries({ env, catalog }, scan.ranges, limit > 0 ? skip + limit : Infinity)
}
