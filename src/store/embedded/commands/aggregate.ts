/** `aggregate`. */
import { ObjectId } from 'bson'
import { outputOf } from '../aggregate/output.ts'
import { checkStages, leadingQuery, runPipeline } from '../aggregate/pipeline.ts'
import { type Doc, decode, encode, isDocument } from '../bson/codec.ts'
import { CommandError, failedToParse, unsupported } from '../errors.ts'
import { defaultFirstBatch, maxBsonObjectSize } from '../limits.ts'
import { findRows } from '../query/find.ts'
import { cursorReply } from '../wire/cursor-reply.ts'
import { words } from '../words.ts'
import {
  type Command,
  type Context,
  collectionName,
  numberField,
  type Reply,
  variablesOf,
} from './command.ts'
import { explainQuery } from './explain-query.ts'
import { countRows } from './find.ts'

/** The result, as it is stored where the pipeline is only a query, else computed. */
function results(body: Doc, context: Context, name: string, pipeline: Doc[]): Iterable<Buffer> {
  const { storage, db, meter } = context
  const variables = variablesOf(body)
  const { query, rest } = leadingQuery(
    pipeline,
    body.hint === undefined ? { variables } : { variables, hint: body.hint },
  )
  if (rest.length === 0) return rowBytes(findRows(storage, storage.catalog.find(db, name), query, meter))
  const counter = rest.length === 1 ? countingGroup(rest[0]?.$group) : undefined
  if (counter) {
    const n = countRows(context, name, query)
    return n > 0 ? [encode({ _id: counter._id, [counter.field]: n })] : []
  }
  return runPipeline({ storage, db, meter, variables }, name, pipeline, body.hint).map(encodeResult)
}

/** @throws {CommandError} 10334 for a document that no reply can carry */
function encodeResult(doc: Doc): Buffer {
  const bytes = encode(doc)
  if (bytes.length <= maxBsonObjectSize) return bytes
  throw new CommandError(10334, `a result of ${bytes.length} bytes is larger than ${maxBsonObjectSize}`)
}

function* rowBytes(rows: Iterable<{ bytes: Buffer }>): Generator<Buffer> {
  for (const { bytes } of rows) yield bytes
}

/** `{ _id: constant, n: { $sum: 1 } }`, which is what drivers send to count documents. */
function countingGroup(group: unknown): { _id: unknown; field: string } | undefined {
  if (!isDocument(group)) return undefined
  const [first, field, ...more] = Object.keys(group)
  const isConstant = group._id === null || typeof group._id === 'number'
  if (first !== '_id' || field === undefined || more.length > 0 || !isConstant) return undefined
  const sum = group[field]
  return isDocument(sum) && Object.keys(sum).length === 1 && sum.$sum === 1
    ? { _id: group._id, field }
    : undefined
}

function run(body: Doc, context: Context): Reply {
  if (typeof body.aggregate !== 'string') throw unsupported('aggregate on a whole database', 73)
  if (!Array.isArray(body.pipeline))
    throw new CommandError(14, "'pipeline' option must be specified as an array")
  const name = collectionName(body, 'aggregate')
  const { write, before } = outputOf(body.pipeline)
  checkStages(before)
  if (body.explain === true) return explainQuery(context, name, leadingQuery(before).query, body)
  if (!isDocument(body.cursor))
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument")
  const ns = `${context.db}.${name}`
  if (write) {
    write(Array.from(results(body, context, name, before), withId), context.storage, context.db)
    return cursorReply('firstBatch', [], 0n, ns)
  }
  const size = numberField(body.cursor, 'batchSize', defaultFirstBatch)
  const batch = context.cursors.start(
    ns,
    results(body, context, name, before),
    size,
    false,
    context.now.getTime(),
  )
  return cursorReply('firstBatch', batch.documents, batch.id, ns)
}

/** What a pipeline gives is written with an `_id`, first. */
function withId(bytes: Buffer): Doc {
  const { _id = new ObjectId(), ...rest } = decode(bytes)
  return { _id, ...rest }
}

export const aggregate: Command = {
  name: 'aggregate',
  mode: ({ pipeline }) => (Array.isArray(pipeline) && outputOf(pipeline).write ? 'write' : 'read'),
  fields: words('pipeline cursor explain hint let collation allowDiskUse bypassDocumentValidation'),
  run,
}
