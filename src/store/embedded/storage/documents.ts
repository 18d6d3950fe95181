/** Documents with their index entries: insert, replace, remove. Each checks first and writes then. */
import { type Doc, decode } from '../bson/codec.ts'
import { CommandError } from '../errors.ts'
import { maxBsonObjectSize } from '../limits.ts'
import type { Catalog, Collection, Index } from './catalog.ts'
import { duplicateKey } from './duplicate-key.ts'
import type { Environment } from './environment.ts'
import { type Entries, entriesOf } from './index-entries.ts'
import { documentKey, entryKey, ownerRange, recordValue } from './keys.ts'
import { inPieces } from './pieces.ts'

export interface Storage {
  readonly env: Environment
  readonly catalog: Catalog
}

/** A stored document: its record number, its bytes, decoded on demand. */
export interface Row {
  readonly record: number
  readonly bytes: Buffer
}

/** Reads a row again by its number; within the transaction that found it. */
export function readRow({ env }: Storage, collection: Collection, record: number): Row {
  return { record, bytes: env.documents.get(documentKey(collection.id, record)) as Buffer }
}

/** Adds a document; all unique indexes agree or nothing is written. */
export function insertRow(storage: Storage, collection: Collection, bytes: Buffer, doc: Doc): void {
  checkSize(bytes)
  const entries = collection.indexes.map(index => entriesOf(index, doc))
  for (const [i, index] of collection.indexes.entries())
    checkUnique(storage, collection, index, entries[i] as Entries, doc)
  const record = collection.nextRecord++
  noteShapes(storage, collection, entries)
  storage.env.documents.put(documentKey(collection.id, record), bytes)
  for (const [i, index] of collection.indexes.entries())
    putEntries(storage, index, (entries[i] as Entries).keys, record)
}

/** Puts `doc` in the place of a row; only entries that differ are touched. */
export function replaceRow(
  storage: Storage,
  collection: Collection,
  row: Row,
  bytes: Buffer,
  doc: Doc,
): void {
  checkSize(bytes)
  const before = decode(row.bytes)
  const changes = collection.indexes.map(index =>
    change(index, entriesOf(index, before), entriesOf(index, doc)),
  )
  for (const c of changes)
    checkUnique(storage, collection, c.index, { ...c.after, keys: c.added }, doc, row.record)
  noteShapes(
    storage,
    collection,
    changes.map(c => c.after),
  )
  storage.env.documents.put(documentKey(collection.id, row.record), bytes)
  for (const c of changes) removeEntries(storage, c.index, c.removed, row.record)
  for (const c of changes) putEntries(storage, c.index, c.added, row.record)
}

function change(index: Index, before: Entries, after: Entries) {
  const had = new Set(before.keys.map(key => key.toString('latin1')))
  const has = new Set(after.keys.map(key => key.toString('latin1')))
  const added = after.keys.filter(key => !had.has(key.toString('latin1')))
  const removed = before.keys.filter(key => !has.has(key.toString('latin1')))
  return { index, after, added, removed }
}

/** Removes a row and its entries. */
export function removeRow(storage: Storage, collection: Collection, row: Row): void {
  const doc = decode(row.bytes)
  for (const index of collection.indexes)
    removeEntries(storage, index, entriesOf(index, doc).keys, row.record)
  storage.env.documents.remove(documentKey(collection.id, row.record))
}

/** Removes everything a collection or an index holds. */
export function clearOwner(table: Environment['documents'], owner: number): void {
  for (const { key } of inPieces(table, ownerRange(owner), false)) table.remove(key)
}

/** Writes the entries of one document in one index. */
export function putEntries({ env }: Storage, index: Index, keys: Buffer[], record: number): void {
  for (const key of keys)
    env.entries.put(entryKey(index.id, key, index.unique ? undefined : record), recordValue(record))
}

function removeEntries({ env }: Storage, index: Index, keys: Buffer[], record: number): void {
  for (const key of keys) env.entries.remove(entryKey(index.id, key, index.unique ? undefined : record))
}

/** @throws {CommandError} 11000 when another document holds one of the keys */
export function checkUnique(
  { env }: Storage,
  collection: Collection,
  index: Index,
  entries: Entries,
  doc: Doc,
  own?: number,
): void {
  if (!index.unique) return
  for (const key of entries.keys) {
    const holder = env.entries.get(entryKey(index.id, key))
    if (holder && holder.readUIntBE(0, 6) !== own) throw duplicateKey(collection, index, doc)
  }
}

/** Remembers that an index has met an array or an overlong value: the planner must know. */
function noteShapes({ catalog }: Storage, collection: Collection, all: readonly Entries[]): void {
  const changed = collection.indexes.filter((index, i) => noteShape(catalog, index, all[i] as Entries))
  if (changed.length > 0) catalog.save(collection)
}

function noteShape(catalog: Catalog, index: Index, { multikey, truncated }: Entries): boolean {
  const before = { multikey: index.multikey, truncated: index.truncated }
  const isNew = (truncated && !index.truncated) || multikey.some((is, field) => is && !index.multikey[field])
  if (!isNew) return false
  index.multikey = index.multikey.map((was, field) => was || multikey[field] === true)
  index.truncated ||= truncated
  catalog.onUndo(() => Object.assign(index, before))
  return true
}

function checkSize(bytes: Buffer): void {
  if (bytes.length > maxBsonObjectSize)
    throw new CommandError(
      10334,
      `object to insert too large. size in bytes: ${bytes.length}, max size: ${maxBsonObjectSize}`,
    )
}
