/** `find`, `getMore`, `killCursors`, `count`, `distinct`. */
import { Long } from 'bson'
import { asNumber, bsonType, type Doc, encode } from '../bson/codec.ts'
import { orderKey } from '../bson/order-key.ts'
import { badValue, CommandError, unsupported } from '../errors.ts'
import { defaultFirstBatch, maxBsonObjectSize } from '../limits.ts'
import { countRows, docOf, type FoundRow, findRows } from '../query/find.ts'
import { valuesAt } from '../query/paths.ts'
import { compileProjection } from '../query/project.ts'
import { matchedPosition } from '../update/positional.ts'
import { cursorReply } from '../wire/cursor-reply.ts'
import { words } from '../words.ts'
import {
  type Command,
  type Commands,
  type Context,
  collectionOf,
  documentField,
  namespaceOf,
  numberField,
  queryOf,
} from './command.ts'

const refused = 'min max returnKey showRecordId tailable awaitData oplogReplay noCursorTimeout'

function* found(body: Doc, context: Context): Generator<Buffer> {
  const query = queryOf(documentField(body, 'filter'), body)
  const project = compileProjection(documentField(body, 'projection'), (doc, field) =>
    matchedPosition(doc, field, query.filter),
  )
  for (const row of findRows(context.storage, collectionOf(context), query, context.meter))
    yield project ? (project.ofBytes?.(row.bytes) ?? encode(project.ofDoc(docOf(row)))) : row.bytes
}

const find: Command = {
  options: `${refused} filter sort projection hint skip limit batchSize singleBatch let collation
    allowDiskUse allowPartialResults`,
  run: (body, context) => {
    for (const option of words(refused)) if (body[option]) throw unsupported(`find with ${option}`)
    const isSingle = body.singleBatch === true || numberField(body, 'limit', 0) < 0
    return firstBatch(context, found(body, context), body, isSingle)
  },
}

/** The reply with the first batch of a result; the rest stays behind a cursor. */
export function firstBatch(context: Context, rows: Iterable<Buffer>, options: Doc, isSingle = false): Buffer {
  const size = numberField(options, 'batchSize', defaultFirstBatch)
  if (size < 0) throw badValue("BSON field 'batchSize' value must be >= 0")
  const ns = namespaceOf(context)
  const { documents, id } = context.cursors.start(ns, rows, size, isSingle, context.now.getTime())
  return cursorReply('firstBatch', documents, id, ns)
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
  options: 'collection batchSize',
  run: (body, { cursors, db, target, now }) => {
    const ns = `${db}.${body.collection}`
    const batch = cursors.next(ns, cursorId(target), numberField(body, 'batchSize', 0), now.getTime())
    return cursorReply('nextBatch', batch.documents, batch.id, ns)
  },
}

const killCursors: Command = {
  options: 'cursors',
  run: (body, { cursors }) => {
    const ids = (Array.isArray(body.cursors) ? body.cursors : []).map(cursorId)
    const killed = new Set(ids.filter(id => cursors.kill(id)))
    const listed = (wanted: boolean): Long[] =>
      ids.filter(id => killed.has(id) === wanted).map(id => Long.fromBigInt(id))
    return {
      cursorsKilled: listed(true),
      cursorsNotFound: listed(false),
      cursorsAlive: [],
      cursorsUnknown: [],
      ok: 1,
    }
  },
}

const count: Command = {
  options: 'query limit skip hint collation',
  run: (body, context) => {
    const query = queryOf(documentField(body, 'query'), body)
    return { n: countRows(context.storage, collectionOf(context), query, context.meter), ok: 1 }
  },
}

const distinct: Command = {
  options: 'key query hint collation',
  run: (body, context) => {
    if (typeof body.key !== 'string')
      throw new CommandError(14, "BSON field 'distinct.key' is the wrong type, expected a string")
    const query = queryOf(documentField(body, 'query'), body)
    const rows = findRows(context.storage, collectionOf(context), query, context.meter)
    return { values: distinctValues(rows, body.key.split('.')), ok: 1 }
  },
}

function distinctValues(rows: Iterable<FoundRow>, path: string[]): unknown[] {
  const values = new Map<string, unknown>()
  let bytes = 0
  for (const row of rows)
    for (const value of valuesAt(docOf(row), path)) {
      const key = value === undefined ? undefined : orderKey(value).toString('latin1')
      if (key === undefined || values.has(key)) continue
      values.set(key, value)
      bytes += key.length + 8
      if (bytes > maxBsonObjectSize) throw new CommandError(17217, 'distinct too big, 16mb cap')
    }
  return [...values.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
}

export const findCommands: Commands = { find, getMore, killCursors, count, distinct }
