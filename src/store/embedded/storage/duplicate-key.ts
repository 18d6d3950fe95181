/** E11000: two documents claim one key of a unique index. */
import { EJSON } from 'bson'
import { type Doc, isDocument } from '../bson/codec.ts'
import { CommandError } from '../errors.ts'
import type { Collection, Index } from './catalog.ts'

/** The error with `keyPattern` and `keyValue`, as drivers and mongoose read them. */
export function duplicateKey(collection: Collection, index: Index, doc: Doc): CommandError {
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
