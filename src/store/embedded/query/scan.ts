/** Reads the rows of a plan, in pieces, so that a cursor can go on in a later turn of the event loop. */
import { CommandError } from '../errors.ts'
import type { Collection, Index, Storage } from '../storage/catalog.ts'
import { type Row, readRow } from '../storage/documents.ts'
import { type KeyRange, ownerRange, recordIn, recordOf } from '../storage/keys.ts'
import { inPieces } from '../storage/pieces.ts'
import type { IndexScan, Plan } from './plan.ts'

/** What a query cost, for `explain`, and when it must give up. */
export interface Meter {
  keys: number
  documents: number
  /** Called now and then; throws when the time is up. */
  check(): void
}

/** A meter that never gives up. */
export function freeMeter(): Meter {
  return { keys: 0, documents: 0, check: () => undefined }
}

/**
 * Every row of the plan once; to be matched against the filter.
 *
 * @throws {CommandError} 175 when the collection or the index is dropped while a cursor is open
 */
export function* scanRows(
  storage: Storage,
  collection: Collection,
  plan: Plan,
  meter: Meter,
): Generator<Row> {
  const rows =
    plan.scans.length > 0
      ? indexedRows(storage, collection, plan, meter)
      : allRows(storage, collection, plan.reverse)
  for (const { index, row } of rows) {
    if ((++meter.documents & 255) === 0) meter.check()
    const { turn } = storage.env
    yield row
    if (storage.env.turn !== turn && !storage.catalog.has(collection, index))
      throw new CommandError(175, `${collection.namespace} or an index of it was dropped under this cursor`)
  }
}

interface Read {
  readonly row: Row
  readonly index?: Index
}

function* allRows({ env }: Storage, { id }: Collection, reverse: boolean): Generator<Read> {
  for (const { key, value } of inPieces(env, env.documents, ownerRange(id), reverse))
    yield { row: { record: recordOf(key), bytes: value } }
}

function* indexedRows(storage: Storage, collection: Collection, plan: Plan, meter: Meter): Generator<Read> {
  const { scans, reverse } = plan
  const seen = needsMemory(plan) ? new Set<number>() : undefined
  for (const scan of scans)
    for (const range of reverse ? [...scan.ranges].reverse() : scan.ranges)
      for (const value of entries(storage, scan, range, reverse)) {
        meter.keys++
        const record = recordIn(value)
        const row = seen?.has(record) ? undefined : readRow(storage, collection, record)
        seen?.add(record)
        if (row) yield { row, index: scan.index }
      }
}

/** What the entries of a range hold; a whole key of a unique index has one entry at most, and needs no cursor. */
function* entries(
  { env }: Storage,
  { index, bounded, exact }: IndexScan,
  range: KeyRange,
  reverse: boolean,
): Generator<Buffer> {
  if (exact && index.unique && !index.truncated && bounded === index.fields.length) {
    const value = env.entries.get(range.start)
    if (value) yield value
  } else for (const { value } of inPieces(env, env.entries, range, reverse)) yield value
}

function needsMemory({ scans }: Plan): boolean {
  return scans.length > 1 || scans.some(scan => scan.index.multikey.includes(true))
}
