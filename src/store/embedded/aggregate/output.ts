/** `$out` and `$merge`: where a pipeline's result goes instead of to the client; within a write. */
import { type Doc, decode, encode, isDocument } from '../bson/codec.ts'
import { failedToParse, unsupported } from '../errors.ts'
import { findRows } from '../query/find.ts'
import type { Storage } from '../storage/catalog.ts'
import { insertRow, replaceRow } from '../storage/documents.ts'
import { buildIndex } from '../storage/indexes.ts'

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

/** Into documents of the same `_id`, where there are any. */
function merge(argument: unknown): Write {
  const { into, ...options } = isDocument(argument) ? argument : { into: argument }
  for (const [option, value] of Object.entries(options))
    if (!mergeOptions[option]?.includes(value))
      throw unsupported(`$merge with ${option} ${JSON.stringify(value)}`)
  return (docs, storage, own) => {
    const { db, name } = target(into, own)
    const collection = storage.catalog.ensure(db, name)
    for (const doc of docs) {
      const found = findRows(storage, collection, { filter: { _id: doc._id }, limit: 1 })
      const [row] = options.whenMatched === 'fail' ? [] : found
      const merged = row ? { ...decode(row.bytes), ...doc } : doc
      if (row) replaceRow(storage, collection, row, encode(merged), merged)
      else insertRow(storage, collection, encode(merged), merged)
    }
  }
}

const mergeOptions: Record<string, unknown[]> = {
  on: ['_id'],
  whenMatched: ['merge', 'fail'],
  whenNotMatched: ['insert'],
}

function target(into: unknown, db: string): { db: string; name: string } {
  if (typeof into === 'string') return { db, name: into }
  if (!isDocument(into) || typeof into.coll !== 'string')
    throw failedToParse('the output needs the name of a collection')
  return { db: String(into.db ?? db), name: into.coll }
}
