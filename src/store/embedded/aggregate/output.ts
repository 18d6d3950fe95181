/** `$out` and `$merge`: where a pipeline's result goes instead of to the client; within a write. */
import { type Doc, decode, encode, isDocument } from '../bson/codec.ts'
import { CommandError, failedToParse, unsupported } from '../errors.ts'
import { findRows } from '../query/find.ts'
import type { Collection, Storage } from '../storage/catalog.ts'
import { insertRow, replaceRow } from '../storage/documents.ts'
import { buildIndex, duplicateKey } from '../storage/indexes.ts'

type Write = (docs: Doc[], storage: Storage, db: string) => void

/** The stages that write. */
export const outputs: Record<string, (argument: unknown) => Write> = { $out: replaceAll, $merge: merge }

/** The last stage, when it writes; and what comes before it. */
export function outputOf(pipeline: readonly Doc[]): { write?: Write; before: readonly Doc[] } {
  const [[name, argument] = ['', undefined]] = Object.entries(pipeline.at(-1) ?? {})
  const output = Object.hasOwn(outputs, name) ? outputs[name] : undefined
  return output ? { write: output(argument), before: pipeline.slice(0, -1) } : { before: pipeline }
}

/** A new collection with the indexes of the old one, which is dropped. */
function replaceAll(into: unknown): Write {
  return (docs, storage, own) => {
    const { catalog } = storage
    const { db, name } = target(into, own)
    const old = catalog.find(db, name)
    if (old) catalog.remove(old)
    const collection = catalog.create(db, name)
    for (const index of old?.indexes.slice(1) ?? []) buildIndex(storage, collection, index)
    for (const doc of docs) insertRow(storage, collection, encode(doc), doc)
  }
}

function merge(argument: unknown): Write {
  const spec: Doc = isDocument(argument) ? argument : { into: argument }
  return (docs, storage, own) => {
    const { db, name } = target(spec.into, own)
    const one = merger(spec, storage, storage.catalog.ensure(db, name))
    for (const doc of docs) one(doc)
  }
}

function target(into: unknown, db: string): { db: string; name: string } {
  if (typeof into === 'string') return { db, name: into }
  if (!isDocument(into) || typeof into.coll !== 'string')
    throw failedToParse('the output needs the name of a collection')
  return { db: String(into.db ?? db), name: into.coll }
}

/** What stands in the place of a document that matched; undefined when it stays. */
const matchedRules: Record<string, (before: Doc, doc: Doc) => Doc | undefined> = {
  merge: (before, doc) => ({ ...before, ...doc, _id: before._id }),
  replace: (before, doc) => ({ ...doc, _id: before._id }),
  keepExisting: () => undefined,
}

function merger(spec: Doc, storage: Storage, collection: Collection): (doc: Doc) => void {
  const { whenMatched = 'merge', whenNotMatched = 'insert', on = '_id', into, ...other } = spec
  if (Object.keys(other).length > 0) throw unsupported(`$merge with ${Object.keys(other)[0]}`)
  const rule = matchedRules[whenMatched]
  if (!rule && whenMatched !== 'fail')
    throw unsupported(`$merge with whenMatched ${JSON.stringify(whenMatched)}`)
  if (!['insert', 'discard', 'fail'].includes(whenNotMatched))
    throw failedToParse(`$merge: whenNotMatched ${whenNotMatched}`)
  const fields: string[] = [on].flat()
  const index = collection.indexes.find(
    ({ unique, matches, fields: own }) =>
      unique && !matches && own.length === fields.length && own.every(({ name }) => fields.includes(name)),
  )
  if (!index) throw new CommandError(51183, 'Cannot find index to verify that join fields will be unique')
  return doc => {
    const filter = Object.fromEntries(fields.map(field => [field, doc[field] ?? null]))
    const [row] = findRows(storage, collection, { filter, limit: 1 })
    if (row && !rule) throw duplicateKey(collection, index, doc)
    const after = row && rule?.(decode(row.bytes), doc)
    if (row && after) replaceRow(storage, collection, row, encode(after), after)
    if (!row && whenNotMatched === 'insert') insertRow(storage, collection, encode(doc), doc)
    if (!row && whenNotMatched === 'fail')
      throw new CommandError(13113, '$merge could not find a matching document')
  }
}
