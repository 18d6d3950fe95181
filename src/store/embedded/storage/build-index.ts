/** A new index over the documents that are there; the transaction it runs in forgets it when a document stands in its way. */
import { type Doc, decode } from '../bson/codec.ts'
import { type Collection, type Index, type IndexRecord, openIndex } from './catalog.ts'
import { checkUnique, putEntries, type Storage } from './documents.ts'
import { entriesOf } from './index-entries.ts'
import { ownerRange, recordOf } from './keys.ts'
import { inPieces } from './pieces.ts'

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
  const { documents } = storage.env
  for (const { key, value } of inPieces(documents, ownerRange(collection.id), false)) {
    const doc = decode(value)
    const entries = entriesOf(index, doc)
    checkUnique(storage, collection, index, entries, doc)
    entries.multikey.forEach((is, i) => {
      if (is) index.multikey[i] = true
    })
    index.truncated ||= entries.truncated
    putEntries(storage, index, entries.keys, recordOf(key))
  }
  storage.catalog.setIndexes(collection, [...collection.indexes, index])
  return index
}
