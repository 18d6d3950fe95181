/** `aggregate`. */
import { ObjectId } from 'bson'
import { outputOf } from '../aggregate/output.ts'
import { checkStages, leadingQuery, runPipeline } from '../aggregate/pipeline.ts'
import { type Doc, decode, encode, isDocument } from '../bson/codec.ts'
import { CommandError, failedToParse, unsupported } from '../errors.ts'
import { maxBsonObjectSize } from '../limits.ts'
import { countRows, findRows } from '../query/find.ts'
import { type Command, type Context, collectionOf, type Reply, variablesOf } from './command.ts'
import { explainQuery } from './explain.ts'
import { firstBatch } from './find.ts'

/** The result, as it is stored where the pipeline is only a query, else computed. */
function results(body: Doc, context: Context, pipeline: readonly Doc[]): Iterable<Buffer> {
  const { storage, meter } = context
  const collection = collectionOf(context)
  const variables = variablesOf(body)
  const leading = leadingQuery(pipeline)
  const query = { ...leading.query, hint: body.hint, variables }
  const counter = leading.rest.length === 1 ? countingGroup(leading.rest[0]?.$group) : undefined
  if (counter) {
    const n = countRows(storage, collection, query, meter)
    return n > 0 ? [encode({ _id: counter._id, [counter.field]: n })] : []
  }
  const rows = findRows(storage, collection, query, meter)
  return leading.rest.length === 0
    ? rowBytes(rows)
    : runPipeline(rows, leading.rest, variables).map(encodeResult)
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
  const counts = isDocument(sum) && Object.keys(sum).length === 1 && sum.$sum === 1
  return counts ? { _id: group._id, field } : undefined
}

function run(body: Doc, context: Context): Reply {
  if (typeof context.target !== 'string') throw unsupported('aggregate on a whole database', 73)
  if (!Array.isArray(body.pipeline))
    throw new CommandError(14, "'pipeline' option must be specified as an array")
  const { write, before } = outputOf(body.pipeline)
  checkStages(before)
  if (body.explain === true) return explainQuery(context, leadingQuery(before).query, body)
  if (!isDocument(body.cursor))
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument")
  const found = results(body, context, before)
  if (!write) return firstBatch(context, found, body.cursor)
  write(Array.from(found, withId), context.storage, context.db)
  return firstBatch(context, [], body.cursor)
}

/** What a pipeline gives is written with an `_id`, first. */
function withId(bytes: Buffer): Doc {
  const { _id = new ObjectId(), ...rest } = decode(bytes)
  return { _id, ...rest }
}

export const aggregate: Command = {
  writes: ({ pipeline }) => Array.isArray(pipeline) && outputOf(pipeline).write !== undefined,
  options: 'pipeline cursor explain hint let collation allowDiskUse bypassDocumentValidation',
  run,
}
