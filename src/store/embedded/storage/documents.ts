/** Documents with their index entries: insert, replace, remove. Each checks first and writes then. */
import { type Doc, decode } from '../bson/codec.ts'
import { CommandError } from '../errors.ts'
import { maxBsonObjectSize } from '../limits.ts'
import type { Collection, Storage } from './catalog.ts'
import { entriesOf } from './index-entries.ts'
import { checkUnique, noteShapes, putEntries, removeEntries } from './indexes.ts'
import { documentKey } from './keys.ts'

/** A stored document: its record number, its bytes, decoded on demand. */
export interface Row {
  readonly record: number
  readonly bytes: Buffer
}

/** Reads a row by its number, if it is there. */
export function readRow({ env }: Storage, collection: Collection, record: number): Row | undefined {
  const bytes = env.documents.get(documentKey(collection.id, record))
  return bytes && { record, bytes }
}

/** Adds a document; all unique indexes agree or nothing is written. */
export function insertRow(storage: Storage, collection: Collection, bytes: Buffer, doc: Doc): void {
  putRow(storage, collection, { record: collection.nextRecord, bytes }, doc)
  collection.nextRecord++
}

/** Puts `doc` in the place of a row; only entries that differ are touched. */
export function replaceRow(
  storage: Storage,
  collection: Collection,
  row: Row,
  bytes: Buffer,
  doc: Doc,
): void {
  putRow(storage, collection, { record: row.record, bytes }, doc, decode(row.bytes))
}

function putRow(storage: Storage, collection: Collection, row: Row, doc: Doc, before?: Doc): void {
  checkSize(row.bytes)
  const changes = collection.indexes.map(index => {
    const [had, has] = [before ? entriesOf(index, before).keys : [], entriesOf(index, doc)]
    return { index, has, added: without(has.keys, had), removed: without(had, has.keys) }
  })
  for (const { index, added } of changes) checkUnique(storage, collection, index, added, doc)
  noteShapes(storage, collection, changes)
  storage.env.documents.put(documentKey(collection.id, row.record), row.bytes)
  for (const { index, added, removed } of changes) {
    removeEntries(storage, index, removed, row.record)
    putEntries(storage, index, added, row.record)
  }
}

function without(keys: Buffer[], others: Buffer[]): Buffer[] {
  if (keys.length === 0 || others.length === 0) return keys
  const known = new Set(others.map(key => key.toString('latin1')))
  return keys.filter(key => !known.has(key.toString('latin1')))
}

/** Removes a row and its entries. */
export function removeRow(storage: Storage, collection: Collection, row: Row): void {
  const doc = decode(row.bytes)
  for (const index of collection.indexes)
    removeEntries(storage, index, entriesOf(index, doc).keys, row.record)
  storage.env.documents.remove(documentKey(collection.id, row.record))
}

function checkSize({ length }: Buffer): void {
  if (length > maxBsonObjectSize)
    throw new CommandError(
      10334,
      `object to insert too large. size in bytes: ${length}, max size: ${maxBsonObjectSize}`,
    )
}
