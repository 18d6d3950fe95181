/** The entries of documents in indexes: checked, written, removed, built anew. */
import { EJSON } from 'bson'
import { type Doc, decode, isDocument } from '../bson/codec.ts'
import { CommandError } from '../errors.ts'
import { type Collection, type Index, type IndexRecord, openIndex, type Storage } from './catalog.ts'
import { type Entries, entriesOf } from './index-entries.ts'
import { entryKey, ownerRange, recordOf, recordValue } from './keys.ts'
import { inPieces } from './pieces.ts'

/** Writes the entries of one document in one index. */
export function putEntries({ env }: Storage, index: Index, keys: Buffer[], record: number): void {
  for (const key of keys)
    env.entries.put(entryKey(index.id, key, index.unique ? undefined : record), recordValue(record))
}

export function removeEntries({ env }: Storage, index: Index, keys: Buffer[], record: number): void {
  for (const key of keys) env.entries.remove(entryKey(index.id, key, index.unique ? undefined : record))
}

/** @throws {CommandError} 11000 when a document holds one of the keys that are to be added */
export function checkUnique(
  { env }: Storage,
  collection: Collection,
  index: Index,
  keys: Buffer[],
  doc: Doc,
): void {
  if (index.unique && keys.some(key => env.entries.doesExist(entryKey(index.id, key))))
    throw duplicateKey(collection, index, doc)
}

/** E11000 with `keyPattern` and `keyValue`, as drivers and mongoose read them. */
function duplicateKey(collection: Collection, index: Index, doc: Doc): CommandError {
  const keyValue = Object.fromEntries(index.fields.map(f => [f.name, valueAt(doc, f.path) ?? null]))
  const shown = Object.entries(keyValue).map(([name, value]) => `${name}: ${EJSON.stringify(value)}`)
  const where = `collection: ${collection.namespace} index: ${index.name}`
  const message = `E11000 duplicate key error ${where} dup key: { ${shown.join(', ')} }`
  return new CommandError(11000, message, { keyPattern: index.key, keyValue })
}

function valueAt(doc: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (isDocument(value) || Array.isArray(value) ? (value as Doc)[name] : undefined),
    doc,
  )
}

/** Remembers that an index has met an array or an overlong value: the planner must know. */
export function noteShapes(
  storage: Storage,
  collection: Collection,
  all: readonly { index: Index; has: Entries }[],
): void {
  const news = all.filter(({ index, has }) => noteShape(storage, index, has))
  if (news.length > 0) storage.catalog.save(collection)
}

function noteShape({ catalog }: Storage, index: Index, { multikey, truncated }: Entries): boolean {
  const isNew = (truncated && !index.truncated) || multikey.some((is, i) => is && !index.multikey[i])
  if (isNew)
    catalog.changeIndex(index, {
      multikey: index.multikey.map((was, i) => was || multikey[i] === true),
      truncated: index.truncated || truncated,
    })
  return isNew
}

/** Builds an index over the documents that are there; within a write. @throws {CommandError} 11000, 171 */
export function buildIndex(storage: Storage, collection: Collection, spec: Doc): void {
  const multikey = Object.keys(spec.key).map(() => false)
  const id = storage.catalog.nextId()
  const index = openIndex({ ...(spec as IndexRecord), id, multikey, truncated: false })
  const { env } = storage
  for (const { key, value } of inPieces(env, env.documents, ownerRange(collection.id))) {
    const doc = decode(value)
    const entries = entriesOf(index, doc)
    checkUnique(storage, collection, index, entries.keys, doc)
    noteShape(storage, index, entries)
    putEntries(storage, index, entries.keys, recordOf(key))
  }
  storage.catalog.setIndexes(collection, [...collection.indexes, index])
}
