/** `findAndModify`: match, sort, change and return one document, atomically. */
import { type Doc, decode } from '../bson/codec.ts'
import { failedToParse } from '../errors.ts'
import { type FoundRow, findRows } from '../query/find.ts'
import { compileProjection } from '../query/project.ts'
import type { Collection } from '../storage/catalog.ts'
import { removeRow } from '../storage/documents.ts'
import { compileUpdate } from '../update/apply.ts'
import { matchedPosition } from '../update/positional.ts'
import { upsertDocument } from '../update/upsert.ts'
import { words } from '../words.ts'
import { type Command, type Context, collectionName, documentField, variablesOf } from './command.ts'
import { insertDocument, updateRow, writeQuery } from './write.ts'

function run(body: Doc, context: Context): Doc {
  const isRemove = body.remove === true
  if (isRemove === (body.update !== undefined))
    throw failedToParse("Either an update or 'remove' must be specified, not both")
  if (isRemove && (body.upsert === true || body.new === true))
    throw failedToParse("Cannot specify 'upsert' or 'new' with 'remove'")
  const name = collectionName(body, body.findAndModify === undefined ? 'findandmodify' : 'findAndModify')
  const filter = documentField(body, 'query')
  const variables = variablesOf(body)
  const collection = context.storage.catalog.find(context.db, name)
  const [row] = [
    ...findRows(context.storage, collection, writeQuery(filter, 1, body, variables), context.meter),
  ]
  if (isRemove) return removed(body, context, collection, row)
  const compiled = compileUpdate(body.update, body.arrayFilters ?? [], variables)
  if (row) {
    const before = decode(row.bytes)
    const { doc } = updateRow(context, collection as Collection, row, filter, compiled)
    return reply(body, body.new === true ? doc : before, { n: 1, updatedExisting: true }, before)
  }
  if (body.upsert !== true) return reply(body, null, { n: 0, updatedExisting: false })
  const doc = upsertDocument(filter, compiled, context.now)
  insertDocument(context, context.storage.catalog.ensure(context.db, name), doc)
  return reply(body, body.new === true ? doc : null, { n: 1, updatedExisting: false, upserted: doc._id })
}

function removed(
  body: Doc,
  context: Context,
  collection: Collection | undefined,
  row: FoundRow | undefined,
): Doc {
  if (row) removeRow(context.storage, collection as Collection, row)
  return reply(body, row ? decode(row.bytes) : null, { n: row ? 1 : 0 })
}

function reply(body: Doc, value: Doc | null, lastErrorObject: Doc, matched: Doc | null = value): Doc {
  const position = (_: Doc, field: string): number =>
    matchedPosition(matched ?? {}, field, documentField(body, 'query'))
  const project = compileProjection(documentField(body, 'fields'), position)
  return { lastErrorObject, value: value && project ? project(value) : value, ok: 1 }
}

export const findAndModify: Command = {
  name: 'findAndModify',
  aliases: ['findandmodify'],
  mode: 'write',
  fields: words(`
      query sort remove update new fields upsert arrayFilters hint collation bypassDocumentValidation let
    `),
  run,
}
