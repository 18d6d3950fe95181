/** A new index over the documents that are there: all entries are checked before the first is written. */
import { type Doc, decode } from '../bson/codec.ts'
import { type Collection, type Index, type IndexRecord, openIndex } from './catalog.ts'
import { putEntries, type Storage } from './documents.ts'
import { duplicateKey } from './duplicate-key.ts'
import { entriesOf } from './index-entries.ts'
import { ownerRange, recordOf } from './keys.ts'

/** Builds an index; it is not `ready` until the transaction is on disk. @throws {CommandError} 11000, 171 */
export function buildIndex(storage: Storage, collection: Collection, spec: Doc): Index {
  const fields = Object.keys(spec.key as Doc)
  const index = openIndex(
    {
      ...(spec as IndexRecord),
      id: storage.catalog.nextId(),
      multikey: fields.map(() => false),
      truncated: false,
    },
    false,
  )
  const built: [record: number, keys: Buffer[]][] = []
  const holders = new Set<string>()
  for (const { key, value } of storage.env.documents.getRange(ownerRange(collection.id))) {
    const doc = decode(value)
    const { keys, multikey, truncated } = entriesOf(index, doc)
    if (index.unique) claim(holders, keys, () => duplicateKey(collection, index, doc))
    multikey.forEach((is, i) => {
      if (is) index.multikey[i] = true
    })
    index.truncated ||= truncated
    built.push([recordOf(key), keys])
  }
  for (const [record, keys] of built) putEntries(storage, index, keys, record)
  storage.catalog.setIndexes(collection, [...collection.indexes, index])
  return index
}

function claim(holders: Set<string>, keys: Buffer[], duplicate: () => Error): void {
  for (const key of keys) {
    const text = key.toString('latin1')
    if (holders.has(text)) throw duplicate()
    holders.add(text)
  }
}
