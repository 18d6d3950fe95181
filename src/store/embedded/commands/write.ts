/** `insert`, `update`, `delete`: statements in order, each whole or not at all, errors by statement. */
import { ObjectId } from 'bson'
import { bsonType, type Doc, decode, encode, isDocument } from '../bson/codec.ts'
import { CommandError, failedToParse } from '../errors.ts'
import { maxWriteBatchSize } from '../limits.ts'
import { findRows } from '../query/find.ts'
import type { Query } from '../query/plan.ts'
import type { Collection } from '../storage/catalog.ts'
import { insertRow, type Row, readRow, removeRow, replaceRow } from '../storage/documents.ts'
import { type CompiledUpdate, compileUpdate } from '../update/apply.ts'
import { upsertDocument } from '../update/upsert.ts'
import { words } from '../words.ts'
import {
  type Command,
  type Commands,
  type Context,
  checkCollation,
  collectionOf,
  documentField,
  ensureCollection,
  listField,
  queryOf,
  unknownOption,
  variablesOf,
} from './command.ts'

/** Runs statements; an ordered batch stops at the first error. */
function eachStatement<T>(
  statements: readonly T[],
  ordered: unknown,
  run: (statement: T, index: number) => void,
): { writeErrors?: Doc[]; ok: 1 } {
  if (statements.length === 0 || statements.length > maxWriteBatchSize)
    throw new CommandError(
      16,
      `Write batch sizes must be between 1 and ${maxWriteBatchSize}. Got ${statements.length} operations.`,
    )
  const writeErrors: Doc[] = []
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index)
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      writeErrors.push(error.toWriteError(index))
      if (ordered !== false) break
    }
  }
  return writeErrors.length > 0 ? { writeErrors, ok: 1 } : { ok: 1 }
}

const insert: Command = {
  writes: true,
  options: 'documents ordered bypassDocumentValidation',
  run: (body, context) => {
    const collection = ensureCollection(context)
    let n = 0
    const outcome = eachStatement(listField(body, 'documents') as Buffer[], body.ordered, bytes => {
      insertOne(context, collection, bytes)
      n++
    })
    return { n, ...outcome }
  },
}

/** Adds a document as it came; `_id` is made when missing and moved to the front. */
function insertOne(context: Context, collection: Collection, bytes: Buffer): void {
  const doc = decode(bytes)
  const { _id = new ObjectId(), ...rest } = doc
  const isFirst = Object.keys(doc)[0] === '_id'
  insertDocument(
    context,
    collection,
    isFirst ? doc : { _id, ...rest },
    isFirst ? Buffer.from(bytes) : undefined,
  )
}

/** Inserts a document, with its bytes where they are known. */
export function insertDocument(
  { storage }: Context,
  collection: Collection,
  doc: Doc,
  bytes: Buffer = encode(doc),
): void {
  checkId(doc._id)
  insertRow(storage, collection, bytes, doc)
}

function checkId(id: unknown): void {
  if (Array.isArray(id) || bsonType(id) === 'BSONRegExp')
    throw new CommandError(53, `The '_id' value cannot be of type ${Array.isArray(id) ? 'array' : 'regex'}`)
  const operator = isDocument(id) ? Object.keys(id).find(key => key.startsWith('$')) : undefined
  if (operator !== undefined)
    throw new CommandError(52, `_id fields may not contain '$'-prefixed fields: ${operator}`)
}

/** Applies an update to a row; whether anything changed. */
export function updateRow(
  { storage, now }: Context,
  collection: Collection,
  row: Row,
  filter: Doc,
  update: CompiledUpdate,
): { changed: boolean; doc: Doc } {
  const doc = decode(row.bytes)
  const before = encode(doc)
  const after = update.apply(doc, { filter, isInsert: false, now })
  const bytes = encode(after)
  const changed = !bytes.equals(before)
  if (changed) replaceRow(storage, collection, row, bytes, after)
  return { changed, doc: after }
}

/** The statements of a batch; an option that is not known fails the whole batch. */
function statementsOf(body: Doc, field: string, known: string): Doc[] {
  const statements = listField(body, field)
  for (const statement of statements) {
    const other = Object.keys(statement).find(option => !words(known).includes(option))
    if (other !== undefined) throw unknownOption(`${field}.${other}`)
    checkCollation(statement.collation)
  }
  return statements
}

/** All rows are found before the first is changed; only their numbers are held, however many they are. */
function eachRow(
  { storage, meter }: Context,
  collection: Collection | undefined,
  query: Query,
  run: (row: Row) => void,
): number {
  const records = Array.from(findRows(storage, collection, query, meter), row => row.record)
  for (const record of records) run(readRow(storage, collection as Collection, record) as Row)
  return records.length
}

const update: Command = {
  writes: true,
  options: 'updates ordered bypassDocumentValidation let',
  run: (body, context) => {
    const variables = variablesOf(body)
    const total = { n: 0, nModified: 0 }
    const upserted: Doc[] = []
    const statements = statementsOf(body, 'updates', 'q u multi upsert arrayFilters hint collation')
    const outcome = eachStatement(statements, body.ordered, (statement, index) => {
      const _id = runUpdate(context, statement, variables, total)
      if (_id !== undefined) upserted.push({ index, _id })
    })
    return { ...total, ...(upserted.length > 0 ? { upserted } : {}), ...outcome }
  },
}

/** Runs one statement; the `_id` of what it inserted. */
function runUpdate(
  context: Context,
  statement: Doc,
  variables: Doc,
  total: { n: number; nModified: number },
): unknown {
  const filter = documentField(statement, 'q')
  const isMany = statement.multi === true
  const compiled = compileUpdate(statement.u, statement.arrayFilters ?? [], variables)
  if (isMany && compiled.kind === 'replacement')
    throw failedToParse('multi update is not supported for replacement-style update')
  const collection = collectionOf(context)
  const query = { ...queryOf(filter, statement, variables), limit: isMany ? 0 : 1 }
  const found = eachRow(context, collection, query, row => {
    const { changed } = updateRow(context, collection as Collection, row, filter, compiled)
    total.n++
    if (changed) total.nModified++
  })
  if (found > 0 || statement.upsert !== true) return undefined
  const doc = upsertDocument(filter, compiled, context.now)
  insertDocument(context, ensureCollection(context), doc)
  total.n++
  return doc._id
}

const remove: Command = {
  writes: true,
  options: 'deletes ordered let',
  run: (body, context) => {
    const collection = collectionOf(context)
    const variables = variablesOf(body)
    let n = 0
    const statements = statementsOf(body, 'deletes', 'q limit hint collation')
    const outcome = eachStatement(statements, body.ordered, statement => {
      const query = queryOf(documentField(statement, 'q'), statement, variables)
      n += eachRow(context, collection, query, row =>
        removeRow(context.storage, collection as Collection, row),
      )
    })
    return { n, ...outcome }
  },
}

export const writeCommands: Commands = { insert, update, delete: remove }
