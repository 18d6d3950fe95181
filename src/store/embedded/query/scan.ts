/** Reads the rows of a plan, in pieces, so that a cursor can go on in a later turn of the event loop. */
import type { Collection } from '../storage/catalog.ts'
import type { Row, Storage } from '../storage/documents.ts'
import { documentKey, type KeyRange, ownerRange, recordOf } from '../storage/keys.ts'
import { inPieces } from '../storage/pieces.ts'
import type { IndexScan, Plan } from './plan.ts'

/** What a query cost, for `explain`, and when it must give up. */
export interface Meter {
  keys: number
  documents: number
  /** Called now and then; throws when the time is up. */
  check(): void
}

/** Every row of the plan once; to be matched against the filter. */
export function* scanRows(
  storage: Storage,
  collection: Collection,
  plan: Plan,
  meter: Meter,
): Generator<Row> {
  if (plan.scans.length === 0) return yield* scanAll(storage, collection, plan.reverse, meter)
  const seen = needsMemory(plan) ? new Set<number>() : undefined
  for (const scan of plan.scans)
    for (const range of plan.reverse ? [...scan.ranges].reverse() : scan.ranges)
      for (const value of records(storage, scan, range, plan.reverse)) {
        meter.keys++
        const record = value.readUIntBE(0, 6)
        if (seen?.has(record)) continue
        seen?.add(record)
        const bytes = storage.env.documents.get(documentKey(collection.id, record))
        if (bytes) yield counted({ record, bytes }, meter)
      }
}

/** What the entries of a range hold; a whole key of a unique index has one entry at most, and needs no cursor. */
function* records({ env }: Storage, scan: IndexScan, range: KeyRange, reverse: boolean): Generator<Buffer> {
  const { index, bounded, exact } = scan
  if (exact && index.unique && !index.truncated && bounded === index.fields.length) {
    const value = env.entries.get(range.start)
    if (value) yield value
  } else for (const { value } of inPieces(env.entries, range, reverse)) yield value
}

function needsMemory(plan: Plan): boolean {
  return plan.scans.length > 1 || plan.scans.some(scan => scan.index.multikey.includes(true))
}

function* scanAll({ env }: Storage, collection: Collection, reverse: boolean, meter: Meter): Generator<Row> {
  for (const { key, value } of inPieces(env.documents, ownerRange(collection.id), reverse))
    yield counted({ record: recordOf(key), bytes: value }, meter)
}

function counted(row: Row, meter: Meter): Row {
  if ((++meter.documents & 255) === 0) meter.check()
  return row
}
