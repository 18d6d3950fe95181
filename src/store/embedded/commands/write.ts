/** `insert`, `update`, `delete`: statements in order, each whole or not at all, errors by statement. */
import { ObjectId } from 'bson'
import { bsonType, type Doc, decode, encode, isDocument } from '../bson/codec.ts'
import { CommandError, failedToParse } from '../errors.ts'
import { maxWriteBatchSize } from '../limits.ts'
import { findRows, type Query } from '../query/find.ts'
import { parseSort } from '../query/sort.ts'
import type { Collection } from '../storage/catalog.ts'
import { insertRow, type Row, readRow, removeRow, replaceRow } from '../storage/documents.ts'
import { type CompiledUpdate, compileUpdate } from '../update/apply.ts'
import { upsertDocument } from '../update/upsert.ts'
import {
  type Command,
  type Context,
  checkCollation,
  collectionName,
  documentField,
  listField,
  numberField,
  variablesOf,
} from './command.ts'

/** Runs statements; an ordered batch stops at the first error. */
function eachStatement<T>(
  statements: readonly T[],
  ordered: boolean,
  run: (statement: T, index: number) => void,
): Doc[] {
  if (statements.length === 0 || statements.length > maxWriteBatchSize)
    throw new CommandError(
      16,
      `Write batch sizes must be between 1 and ${maxWriteBatchSize}. Got ${statements.length} operations.`,
    )
  const errors: Doc[] = []
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index)
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      errors.push(error.toWriteError(index))
      if (ordered) break
    }
  }
  return errors
}

function withErrors(reply: Doc, errors: Doc[]): Doc {
  return { ...reply, ...(errors.length > 0 ? { writeErrors: errors } : {}), ok: 1 }
}

const insert: Command = {
  name: 'insert',
  mode: 'write',
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  run: (body, context) => {
    const collection = context.storage.catalog.ensure(context.db, collectionName(body, 'insert'))
    let n = 0
    const errors = eachStatement(listField(body, 'documents') as Buffer[], body.ordered !== false, bytes => {
      insertOne(context, collection, bytes)
      n++
    })
    return withErrors({ n }, errors)
  },
}

/** Adds a document as it came; `_id` is made when missing and moved to the front. */
function insertOne({ storage }: Context, collection: Collection, bytes: Buffer): void {
  const doc = decode(bytes)
  checkId(doc._id)
  const { _id = new ObjectId(), ...rest } = doc
  const isFirst = Object.keys(doc)[0] === '_id'
  const complete = isFirst ? doc : { _id, ...rest }
  insertRow(storage, collection, isFirst ? Buffer.from(bytes) : encode(complete), complete)
}

function checkId(id: unknown): void {
  if (Array.isArray(id) || bsonType(id) === 'BSONRegExp')
    throw new CommandError(53, `The '_id' value cannot be of type ${Array.isArray(id) ? 'array' : 'regex'}`)
  const operator = isDocument(id) ? Object.keys(id).find(key => key.startsWith('$')) : undefined
  if (operator !== undefined)
    throw new CommandError(52, `_id fields may not contain '$'-prefixed fields: ${operator}`)
}

/** Inserts a document made here. */
export function insertDocument({ storage }: Context, collection: Collection, doc: Doc): void {
  checkId(doc._id)
  insertRow(storage, collection, encode(doc), doc)
}

/** Applies an update to a row; whether anything changed. */
export function updateRow(
  context: Context,
  collection: Collection,
  row: Row,
  filter: Doc,
  update: CompiledUpdate,
): { changed: boolean; doc: Doc } {
  const doc = decode(row.bytes)
  const before = encode(doc)
  const after = update.apply(doc, { filter, isInsert: false, now: context.now })
  const bytes = encode(after)
  if (bytes.equals(before)) return { changed: false, doc: after }
  replaceRow(context.storage, collection, row, bytes, after)
  return { changed: true, doc: after }
}

const updateFields = ['q', 'u', 'multi', 'upsert', 'arrayFilters', 'hint', 'collation']

/** The statements of a batch; an option that is not known fails the whole batch. */
function statementsOf(body: Doc, field: string, known: readonly string[]): Doc[] {
  const statements = listField(body, field)
  for (const statement of statements) {
    const other = Object.keys(statement).find(option => !known.includes(option))
    if (other !== undefined)
      throw new CommandError(
        40415,
        `BSON field '${field}.${other}' is an unknown field; if MongoDB has it, set MONGODB_URI`,
      )
    checkCollation(statement.collation)
  }
  return statements
}

/** The query of a write statement, of one row or of all. */
export function writeQuery(filter: Doc, limit: number, options: Doc, variables: Doc = {}): Query {
  const query = { filter, sort: parseSort(documentField(options, 'sort')), skip: 0, limit, variables }
  return options.hint === undefined ? query : { ...query, hint: options.hint }
}

const update: Command = {
  name: 'update',
  mode: 'write',
  fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'],
  run: (body, context) => {
    const name = collectionName(body, 'update')
    const variables = variablesOf(body)
    const total = { n: 0, nModified: 0, upserted: [] as Doc[] }
    const errors = eachStatement(
      statementsOf(body, 'updates', updateFields),
      body.ordered !== false,
      (statement, index) => {
        const { upserted } = runUpdate(context, name, statement, variables, total)
        if (upserted !== undefined) total.upserted.push({ index, _id: upserted })
      },
    )
    const { n, nModified, upserted } = total
    return withErrors({ n, nModified, ...(upserted.length > 0 ? { upserted } : {}) }, errors)
  },
}

/** All rows are found before the first is changed; only their numbers are held, however many they are. */
function foundRows({ storage, meter }: Context, collection: Collection | undefined, query: Query) {
  const records = Array.from(findRows(storage, collection, query, meter), row => row.record)
  function* rows(): Generator<Row> {
    for (const record of records) yield readRow(storage, collection as Collection, record)
  }
  return Object.assign(rows, { count: records.length })
}

function runUpdate(
  context: Context,
  name: string,
  statement: Doc,
  variables: Doc,
  total: { n: number; nModified: number },
): { upserted?: unknown } {
  const filter = documentField(statement, 'q')
  const compiled = compileUpdate(statement.u, statement.arrayFilters ?? [], variables)
  if (statement.multi === true && compiled.kind === 'replacement')
    throw failedToParse('multi update is not supported for replacement-style update')
  const collection = context.storage.catalog.find(context.db, name)
  const query = writeQuery(filter, statement.multi === true ? 0 : 1, statement, variables)
  const rows = foundRows(context, collection, query)
  for (const row of rows()) {
    const { changed } = updateRow(context, collection as Collection, row, filter, compiled)
    total.n++
    if (changed) total.nModified++
  }
  if (rows.count > 0 || statement.upsert !== true) return {}
  const doc = upsertDocument(filter, compiled, context.now)
  insertDocument(context, context.storage.catalog.ensure(context.db, name), doc)
  total.n++
  return { upserted: doc._id }
}

const remove: Command = {
  name: 'delete',
  mode: 'write',
  fields: ['deletes', 'ordered', 'let'],
  run: (body, context) => {
    const collection = context.storage.catalog.find(context.db, collectionName(body, 'delete'))
    const variables = variablesOf(body)
    let n = 0
    const errors = eachStatement(
      statementsOf(body, 'deletes', ['q', 'limit', 'hint', 'collation']),
      body.ordered !== false,
      statement => {
        const query = writeQuery(
          documentField(statement, 'q'),
          numberField(statement, 'limit', 0),
          statement,
          variables,
        )
        const rows = foundRows(context, collection, query)
        for (const row of rows()) removeRow(context.storage, collection as Collection, row)
        n += rows.count
      },
    )
    return withErrors({ n }, errors)
  },
}

export const writeCommands = [insert, update, remove]
