/** `$out` and `$merge`: where a pipeline's result goes instead of to the client; within a write. */
import { type Doc, decode, encode, isDocument } from '../bson/codec.ts'
import { CommandError, failedToParse, unsupported } from '../errors.ts'
import { findRows } from '../query/find.ts'
import type { Collection } from '../storage/catalog.ts'
import { clearOwner, insertRow, type Row, replaceRow, type Storage } from '../storage/documents.ts'
import { duplicateKey } from '../storage/duplicate-key.ts'

/** The stages that write. */
export const outputs: Record<string, (argument: unknown, docs: Doc[], storage: Storage, db: string) => void> =
  {
    $out: (argument, docs, storage, db) => {
      const collection = target(argument, storage, db)
      clearOwner(storage.env.documents, collection.id)
      for (const index of collection.indexes) clearOwner(storage.env.entries, index.id)
      for (const doc of docs) insertRow(storage, collection, encode(doc), doc)
    },
    $merge: (argument, docs, storage, db) => {
      const spec: Doc = isDocument(argument) ? argument : { into: argument }
      const collection = target(spec.into, storage, db)
      const merge = merger(spec, storage, collection)
      for (const doc of docs) merge(doc)
    },
  }

/** The last stage, when it writes; and what comes before it. */
export function outputOf(pipeline: readonly Doc[]): {
  write?: (docs: Doc[], storage: Storage, db: string) => void
  before: Doc[]
} {
  const last = pipeline.at(-1) ?? {}
  const [name = ''] = Object.keys(last)
  const output = Object.hasOwn(outputs, name) ? outputs[name] : undefined
  if (!output) return { before: [...pipeline] }
  return {
    write: (docs, storage, db) => output(last[name], docs, storage, db),
    before: pipeline.slice(0, -1),
  }
}

function target(into: unknown, { catalog }: Storage, db: string): Collection {
  if (typeof into === 'string') return catalog.ensure(db, into)
  if (!isDocument(into) || typeof into.coll !== 'string')
    throw failedToParse('the output needs the name of a collection')
  return catalog.ensure(String(into.db ?? db), into.coll)
}

function merger(spec: Doc, storage: Storage, collection: Collection): (doc: Doc) => void {
  const { whenMatched = 'merge', whenNotMatched = 'insert', on = '_id', into, ...other } = spec
  if (Object.keys(other).length > 0) throw unsupported(`$merge with ${Object.keys(other)[0]}`)
  const matched = whenMatchedOf(whenMatched)
  const fields: string[] = [on].flat()
  const index = collection.indexes.find(
    ({ unique, matches, key }) => unique && !matches && sameFields(Object.keys(key), fields),
  )
  if (!index) throw new CommandError(51183, 'Cannot find index to verify that join fields will be unique')
  if (!['insert', 'discard', 'fail'].includes(whenNotMatched))
    throw failedToParse(`$merge: whenNotMatched ${whenNotMatched}`)
  return doc => {
    const filter = Object.fromEntries(fields.map(field => [field, doc[field] ?? null]))
    const [row] = findRows(storage, collection, { filter, sort: [], skip: 0, limit: 1 })
    if (row && matched === 'fail') throw duplicateKey(collection, index, doc)
    if (row) replace(storage, collection, row, matched, doc)
    else if (whenNotMatched === 'insert') insertRow(storage, collection, encode(doc), doc)
    else if (whenNotMatched === 'fail')
      throw new CommandError(13113, '$merge could not find a matching document')
  }
}

function whenMatchedOf(how: unknown): string {
  if (typeof how !== 'string') throw unsupported('$merge with a pipeline')
  if (!['merge', 'replace', 'keepExisting', 'fail'].includes(how))
    throw failedToParse(`$merge: whenMatched ${how}`)
  return how
}

function sameFields(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every(field => b.includes(field))
}

function replace(storage: Storage, collection: Collection, row: Row, how: string, doc: Doc): void {
  if (how === 'keepExisting') return
  const before = decode(row.bytes)
  const after = how === 'merge' ? { ...before, ...doc, _id: before._id } : { ...doc, _id: before._id }
  replaceRow(storage, collection, row, encode(after), after)
}
