/** Reads the rows of a plan, in pieces, so that a cursor can go on in a later turn of the event loop. */
import { CommandError } from '../errors.ts'
import type { Collection, Index, Storage } from '../storage/catalog.ts'
import { type Row, readRow } from '../storage/documents.ts'
import { type KeyRange, ownerRange, recordIn } from '../storage/keys.ts'
import { recordsIn } from '../storage/records.ts'
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
  const seen = needsMemory(plan) ? new Set<number>() : undefined
  for (const { index, record } of records(storage, collection, plan)) {
    if (index) meter.keys++
    if (seen?.has(record)) continue
    seen?.add(record)
    const row = readRow(storage, collection, record)
    if (!row) continue
    if ((++meter.documents & 255) === 0) meter.check()
    const { turn } = storage.env
    yield row
    if (storage.env.turn !== turn && !storage.catalog.has(collection, index))
      throw new CommandError(175, `${collection.namespace} or an index of it was dropped under this cursor`)
  }
}

function* records(
  { env }: Storage,
  { id }: Collection,
  { scans, reverse }: Plan,
): Generator<{ index?: Index; record: number }> {
  if (scans.length === 0)
    for (const record of recordsIn(env, 'documents', ownerRange(id), reverse)) yield { record }
  for (const scan of scans)
    for (const range of reverse ? [...scan.ranges].reverse() : scan.ranges)
      for (const record of isOneKey(scan) ? oneRecord(env, range) : recordsIn(env, 'entries', range, reverse))
        yield { index: scan.index, record }
}

/** A whole key of a unique index has one entry at most, and needs no cursor. */
function isOneKey({ index, exact, bounded }: IndexScan): boolean {
  return exact && index.unique === true && !index.truncated && bounded === index.fields.length
}

function oneRecord({ entries }: Storage['env'], { start }: KeyRange): number[] {
  const value = entries.get(start)
  return value ? [recordIn(value)] : []
}

function needsMemory({ scans }: Plan): boolean {
  return scans.length > 1 || scans.some(scan => scan.index.multikey.includes(true))
}
