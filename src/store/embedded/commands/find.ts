/** `find`, `getMore`, `killCursors`, `count`, `distinct`. */
import { Long } from 'bson'
import { asNumber, bsonType, type Doc, decode, encode } from '../bson/codec.ts'
import { orderKey } from '../bson/order-key.ts'
import { badValue, CommandError, unsupported } from '../errors.ts'
import { defaultFirstBatch, maxBsonObjectSize } from '../limits.ts'
import { countByIndex } from '../query/count.ts'
import { type FoundRow, findRows, type Query } from '../query/find.ts'
import { valuesAt } from '../query/paths.ts'
import { compileProjection } from '../query/project.ts'
import { parseSort } from '../query/sort.ts'
import { ownerRange } from '../storage/keys.ts'
import { matchedPosition } from '../update/positional.ts'
import { cursorReply } from '../wire/cursor-reply.ts'
import { words } from '../words.ts'
import {
  type Command,
  type Context,
  collectionName,
  documentField,
  numberField,
  variablesOf,
} from './command.ts'

/** The query a `find`, `count` or `distinct` describes. */
export function queryOf(body: Doc, filterField: string): Query {
  const limit = Math.abs(numberField(body, 'limit', 0))
  const skip = numberField(body, 'skip', 0)
  if (skip < 0) throw badValue("BSON field 'skip' value must be >= 0")
  const hint = emptyAsMissing(body.hint)
  const filter = documentField(body, filterField)
  const query = {
    filter,
    sort: parseSort(documentField(body, 'sort')),
    skip,
    limit,
    variables: variablesOf(body),
  }
  return hint === undefined ? query : { ...query, hint }
}

function emptyAsMissing(hint: unknown): unknown {
  return typeof hint === 'object' && hint !== null && Object.keys(hint).length === 0 ? undefined : hint
}

const refused = ['min', 'max', 'returnKey', 'showRecordId', 'tailable', 'awaitData', 'oplogReplay'] as const

function* found(body: Doc, context: Context, name: string): Generator<Buffer> {
  const query = queryOf(body, 'filter')
  const project = compileProjection(documentField(body, 'projection'), (doc, field) =>
    matchedPosition(doc, field, query.filter),
  )
  const rows = findRows(context.storage, context.storage.catalog.find(context.db, name), query, context.meter)
  for (const row of rows) yield project ? encode(project(row.doc ?? decode(row.bytes))) : row.bytes
}

const find: Command = {
  name: 'find',
  mode: 'read',
  fields: [
    ...refused,
    ...words(`
      filter sort projection hint skip limit batchSize singleBatch let collation allowDiskUse
      noCursorTimeout allowPartialResults
    `),
  ],
  run: (body, context) => {
    for (const option of refused) if (body[option]) throw unsupported(`find with ${option}`)
    const name = collectionName(body, 'find')
    const ns = `${context.db}.${name}`
    const single = body.singleBatch === true || numberField(body, 'limit', 0) < 0
    const size = numberField(body, 'batchSize', defaultFirstBatch)
    if (size < 0) throw badValue("BSON field 'batchSize' value must be >= 0")
    const batch = context.cursors.start(ns, found(body, context, name), size, single, context.now.getTime())
    return cursorReply('firstBatch', batch.documents, batch.id, ns)
  },
}

/** A cursor's id as it came. */
function cursorId(value: unknown): bigint {
  if (bsonType(value) === 'Long') return (value as Long).toBigInt()
  const number = asNumber(value)
  if (number === undefined || !Number.isInteger(number))
    throw new CommandError(14, 'a cursor id must be a 64-bit integer')
  return BigInt(number)
}

const getMore: Command = {
  name: 'getMore',
  mode: 'read',
  fields: ['collection', 'batchSize'],
  run: (body, { cursors, db, now }) => {
    const ns = `${db}.${collectionName(body, 'collection')}`
    const batch = cursors.next(ns, cursorId(body.getMore), numberField(body, 'batchSize', 0), now.getTime())
    return cursorReply('nextBatch', batch.documents, batch.id, ns)
  },
}

const killCursors: Command = {
  name: 'killCursors',
  mode: 'read',
  fields: ['cursors'],
  run: (body, { cursors }) => {
    const ids = (Array.isArray(body.cursors) ? body.cursors : []).map(cursorId)
    const cursorsKilled = ids.filter(id => cursors.kill(id))
    const cursorsNotFound = ids.filter(id => !cursorsKilled.includes(id))
    const long = (id: bigint): Long => Long.fromBigInt(id)
    return {
      cursorsKilled: cursorsKilled.map(long),
      cursorsNotFound: cursorsNotFound.map(long),
      cursorsAlive: [],
      cursorsUnknown: [],
      ok: 1,
    }
  },
}

/** How many rows a query has; all of a collection are counted without being read. */
export function countRows(context: Context, name: string, query: Query): number {
  const collection = context.storage.catalog.find(context.db, name)
  if (!collection) return 0
  if (Object.keys(query.filter).length === 0) {
    const all = context.storage.env.documents.getKeysCount(ownerRange(collection.id))
    const rest = Math.max(0, all - query.skip)
    return query.limit > 0 ? Math.min(rest, query.limit) : rest
  }
  const covered = countByIndex(context.storage, collection, query)
  if (covered !== undefined) return covered
  let count = 0
  for (const _ of findRows(context.storage, collection, query, context.meter)) count++
  return count
}

const count: Command = {
  name: 'count',
  mode: 'read',
  fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
  run: (body, context) => ({
    n: countRows(context, collectionName(body, 'count'), queryOf(body, 'query')),
    ok: 1,
  }),
}

const distinct: Command = {
  name: 'distinct',
  mode: 'read',
  fields: ['key', 'query', 'hint', 'collation'],
  run: (body, context) => {
    if (typeof body.key !== 'string')
      throw new CommandError(14, "BSON field 'distinct.key' is the wrong type, expected a string")
    const collection = context.storage.catalog.find(context.db, collectionName(body, 'distinct'))
    const rows = findRows(context.storage, collection, queryOf(body, 'query'), context.meter)
    return { values: distinctValues(rows, body.key.split('.')), ok: 1 }
  },
}

function distinctValues(rows: Iterable<FoundRow>, path: string[]): unknown[] {
  const values = new Map<string, unknown>()
  let bytes = 0
  for (const row of rows)
    for (const value of valuesAt(row.doc ?? decode(row.bytes), path)) {
      const key = value === undefined ? undefined : orderKey(value).toString('latin1')
      if (key === undefined || values.has(key)) continue
      values.set(key, value)
      bytes += key.length + 8
      if (bytes > maxBsonObjectSize) throw new CommandError(17217, 'distinct too big, 16mb cap')
    }
  return [...values.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
}

export const findCommands = [find, getMore, killCursors, count, distinct]
