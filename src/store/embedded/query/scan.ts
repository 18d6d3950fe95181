/** Reads the rows of a plan, in pieces, so that a cursor can go on in a later turn of the event loop. */
import type { Collection } from '../storage/catalog.ts'
import type { Row, Storage } from '../storage/documents.ts'
import type { Table } from '../storage/environment.ts'
import { documentKey, type KeyRange, ownerRange, recordOf } from '../storage/keys.ts'
import type { Plan } from './plan.ts'

/** What a query cost, for `explain`, and when it must give up. */
export interface Meter {
  keys: number
  documents: number
  /** Called now and then; throws when the time is up. */
  check(): void
}

const firstPiece = 64
const laterPiece = 1024

/** Every row of the plan once; to be matched against the filter. */
export function* scanRows(
  storage: Storage,
  collection: Collection,
  plan: Plan,
  meter: Meter,
): Generator<Row> {
  if (plan.scans.length === 0) return yield* scanAll(storage, collection, plan.reverse, meter)
  const seen = needsMemory(plan) ? new Set<number>() : undefined
  for (const { ranges } of plan.scans)
    for (const range of plan.reverse ? [...ranges].reverse() : ranges)
      for (const { value } of entries(storage.env.entries, range, plan.reverse)) {
        meter.keys++
        const record = value.readUIntBE(0, 6)
        if (seen?.has(record)) continue
        seen?.add(record)
        const bytes = storage.env.documents.get(documentKey(collection.id, record))
        if (bytes) yield counted({ record, bytes }, meter)
      }
}

function needsMemory(plan: Plan): boolean {
  return plan.scans.length > 1 || plan.scans.some(scan => scan.index.multikey.includes(true))
}

function* scanAll({ env }: Storage, collection: Collection, reverse: boolean, meter: Meter): Generator<Row> {
  for (const { key, value } of entries(env.documents, ownerRange(collection.id), reverse))
    yield counted({ record: recordOf(key), bytes: value }, meter)
}

function counted(row: Row, meter: Meter): Row {
  if ((++meter.documents & 255) === 0) meter.check()
  return row
}

/** The entries of a range, forwards or backwards; each piece is read at once and remembers where it ended. */
function* entries(
  table: Table,
  range: KeyRange,
  reverse: boolean,
): Generator<{ key: Buffer; value: Buffer }> {
  let { start, end } = range
  let exclusiveStart = false
  for (let limit = firstPiece; ; limit = laterPiece) {
    const options = reverse
      ? { start: end, end: start, reverse, limit, exclusiveStart: true, inclusiveEnd: true }
      : { start, end, limit, exclusiveStart }
    const piece = [...table.getRange(options)]
    yield* piece
    const last = piece.at(-1)
    if (!last || piece.length < limit) return
    if (reverse) end = last.key
    else {
      start = last.key
      exclusiveStart = true
    }
  }
}
