/** `findAndModify`: match, sort, change and return one document, atomically. */
import { type Doc, decode } from '../bson/codec.ts'
import { failedToParse } from '../errors.ts'
import { findRows } from '../query/find.ts'
import { compileProjection } from '../query/project.ts'
import type { Collection } from '../storage/catalog.ts'
import { removeRow } from '../storage/documents.ts'
import { compileUpdate } from '../update/apply.ts'
import { matchedPosition } from '../update/positional.ts'
import { upsertDocument } from '../update/upsert.ts'
import {
  type Command,
  type Context,
  collectionOf,
  documentField,
  ensureCollection,
  queryOf,
} from './command.ts'
import { insertDocument, updateRow } from './write.ts'

function run(body: Doc, context: Context): Doc {
  const isRemove = body.remove === true
  if (isRemove === (body.update !== undefined))
    throw failedToParse("Either an update or 'remove' must be specified, not both")
  if (isRemove && (body.upsert === true || body.new === true))
    throw failedToParse("Cannot specify 'upsert' or 'new' with 'remove'")
  const query = { ...queryOf(documentField(body, 'query'), body), limit: 1 }
  const collection = collectionOf(context)
  const [row] = findRows(context.storage, collection, query, context.meter)
  const before = row ? decode(row.bytes) : null
  if (isRemove) {
    if (row) removeRow(context.storage, collection as Collection, row)
    return reply(body, before, { n: row ? 1 : 0 })
  }
  const compiled = compileUpdate(body.update, body.arrayFilters ?? [], query.variables)
  if (row) {
    const { doc } = updateRow(context, collection as Collection, row, query.filter, compiled)
    return reply(body, body.new === true ? doc : before, { n: 1, updatedExisting: true }, before)
  }
  if (body.upsert !== true) return reply(body, null, { n: 0, updatedExisting: false })
  const doc = upsertDocument(query.filter, compiled, context.now)
  insertDocument(context, ensureCollection(context), doc)
  return reply(body, body.new === true ? doc : null, { n: 1, updatedExisting: false, upserted: doc._id })
}

function reply(body: Doc, value: Doc | null, lastErrorObject: Doc, matched: Doc | null = value): Doc {
  const position = (_: Doc, field: string): number =>
    matchedPosition(matched ?? {}, field, documentField(body, 'query'))
  const project = compileProjection(documentField(body, 'fields'), position)
  return { lastErrorObject, value: value && project ? project.ofDoc(value) : value, ok: 1 }
}

export const findAndModify: Command = {
  writes: true,
  options:
    'query sort remove update new fields upsert arrayFilters hint collation bypassDocumentValidation let',
  run,
}
