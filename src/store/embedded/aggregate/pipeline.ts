/** Aggregation: the leading stages become a query with its index, the rest runs stage by stage in memory. */
import { calculateObjectSize } from 'bson'
import { asNumber, type Doc, decode, isDocument } from '../bson/codec.ts'
import { badValue, CommandError, unsupported } from '../errors.ts'
import { maxPipelineBytes } from '../limits.ts'
import { runStages } from '../query/expression.ts'
import { findRows, type Query } from '../query/find.ts'
import { compileFilter } from '../query/match.ts'
import { parseSort, sortInMemory, sortKey } from '../query/sort.ts'
import { lookup } from './lookup.ts'
import type { Source } from './source.ts'

/** Stages that mingo runs. */
const computedStages = new Set([
  '$project',
  '$addFields',
  '$set',
  '$unset',
  '$group',
  '$unwind',
  '$replaceRoot',
  '$replaceWith',
  '$sortByCount',
])

const ownStages: Record<string, (docs: Doc[], argument: unknown, source: Source) => Doc[]> = {
  $match: (docs, argument, source) => docs.filter(compileFilter(filterOf(argument), source.variables)),
  $sort: (docs, argument) => {
    const sort = parseSort(argument as Doc)
    return sortInMemory(docs, doc => sortKey(doc, sort), calculateObjectSize, 0)
  },
  $skip: (docs, argument) => docs.slice(wholeNumber('$skip', argument, 0)),
  $limit: (docs, argument) => docs.slice(0, wholeNumber('$limit', argument, 1)),
  $count: (docs, argument) => (docs.length > 0 ? [{ [countName(argument)]: docs.length }] : []),
  $facet: (docs, argument, source) => [facet(docs, argument, source)],
  $lookup: (docs, argument, source) => [
    ...guarded(lookup(docs, argument, source, runPipeline), calculateObjectSize),
  ],
}

/** Every stage but those that write. */
export const stages: readonly string[] = [...computedStages, ...Object.keys(ownStages)]

/** Splits a pipeline into the query it begins with and the stages left. */
export function leadingQuery(
  pipeline: readonly Doc[],
  options: Pick<Query, 'hint' | 'variables'> = {},
): { query: Query; rest: Doc[] } {
  const rest = [...pipeline]
  const filters: Doc[] = []
  while (rest[0]?.$match !== undefined) filters.push(filterOf(rest.shift()?.$match))
  const sort = rest[0]?.$sort === undefined ? [] : parseSort(rest.shift()?.$sort)
  const skip = rest[0]?.$skip === undefined ? 0 : wholeNumber('$skip', rest.shift()?.$skip, 0)
  const limit = rest[0]?.$limit === undefined ? 0 : wholeNumber('$limit', rest.shift()?.$limit, 1)
  const filter = filters.length < 2 ? (filters[0] ?? {}) : { $and: filters }
  return { query: { filter, sort, skip, limit, ...options }, rest }
}

/** The documents of a collection that a pipeline gives. */
export function runPipeline(
  source: Source,
  collection: string,
  pipeline: readonly Doc[],
  hint?: unknown,
): Doc[] {
  const options = { variables: source.variables, ...(hint === undefined ? {} : { hint }) }
  const { query, rest } = leadingQuery(pipeline, options)
  checkStages(rest)
  const rows = findRows(
    source.storage,
    source.storage.catalog.find(source.db, collection),
    query,
    source.meter,
  )
  return runOver(
    Array.from(
      guarded(rows, row => row.bytes.length),
      row => row.doc ?? decode(row.bytes),
    ),
    rest,
    source,
  )
}

/** @throws {CommandError} 40324 for a stage that MongoDB or this store does not have */
export function checkStages(pipeline: readonly Doc[]): void {
  for (const stage of pipeline) {
    const names = isDocument(stage) ? Object.keys(stage) : []
    const [name = ''] = names
    if (names.length !== 1)
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.')
    if (name === '$changeStream')
      throw new CommandError(40573, 'The $changeStream stage is only supported on replica sets')
    if (!computedStages.has(name) && !Object.hasOwn(ownStages, name))
      throw unsupported(`the pipeline stage ${name}`, 40324)
  }
}

function runOver(docs: Doc[], stages: readonly Doc[], source: Source): Doc[] {
  let result = docs
  let computed: Doc[] = []
  const flush = (): void => {
    if (computed.length > 0) result = bounded(runStages(computed, result, source.variables))
    computed = []
  }
  for (const stage of stages) {
    const name = Object.keys(stage)[0] as string
    if (computedStages.has(name)) computed.push(stage)
    else {
      flush()
      result = (ownStages[name] as (typeof ownStages)[string])(result, stage[name], source)
    }
  }
  flush()
  return result
}

/** Lets rows through until they are more than a pipeline may hold. @throws {CommandError} 292 */
function* guarded<T>(rows: Iterable<T>, size: (row: T) => number): Generator<T> {
  let bytes = 0
  for (const row of rows) {
    bytes += size(row)
    if (bytes > maxPipelineBytes)
      throw new CommandError(
        292,
        `this pipeline holds more than ${maxPipelineBytes} bytes; match or project first, or set MONGODB_URI`,
      )
    yield row
  }
}

function bounded(docs: Doc[]): Doc[] {
  return [...guarded(docs, calculateObjectSize)]
}

function facet(docs: Doc[], argument: unknown, source: Source): Doc {
  if (!isDocument(argument) || Object.keys(argument).length === 0)
    throw new CommandError(40169, '$facet needs a document of pipelines')
  return Object.fromEntries(
    Object.entries(argument).map(([name, pipeline]) => {
      checkStages(pipeline)
      return [name, runOver(docs, pipeline, source)]
    }),
  )
}

function filterOf(argument: unknown): Doc {
  if (!isDocument(argument))
    throw new CommandError(15959, 'the match filter must be an expression in an object')
  return argument
}

function wholeNumber(stage: string, argument: unknown, least: number): number {
  const value = asNumber(argument)
  if (value === undefined || !Number.isInteger(value) || value < least)
    throw new CommandError(15958, `invalid argument to ${stage} stage: ${String(argument)}`)
  return value
}

function countName(argument: unknown): string {
  if (typeof argument !== 'string' || argument === '' || argument.startsWith('$') || argument.includes('.'))
    throw badValue('the count field must be a non-empty name')
  return argument
}
