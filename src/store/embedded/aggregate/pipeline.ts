/** Aggregation: the leading stages become a query with its index, the rest runs stage by stage in memory. */
import { calculateObjectSize } from 'bson'
import { asNumber, type Doc, isDocument } from '../bson/codec.ts'
import { CommandError, unsupported } from '../errors.ts'
import { maxPipelineBytes } from '../limits.ts'
import { runStage } from '../query/expression.ts'
import { docOf, type FoundRow } from '../query/find.ts'
import { compileFilter } from '../query/match.ts'
import type { Query } from '../query/plan.ts'
import { parseSort, sortInMemory, sortKey } from '../query/sort.ts'
import { words } from '../words.ts'

type Stage = (docs: Doc[], argument: unknown, variables: Doc) => Doc[]

const ownStages: Record<string, Stage> = {
  $match: (docs, argument, variables) => docs.filter(compileFilter(filterOf(argument), variables)),
  $sort: (docs, argument) => {
    const sort = parseSort(argument as Doc)
    const sortable = docs.map(doc => ({ row: doc, key: sortKey(doc, sort), bytes: calculateObjectSize(doc) }))
    return sortInMemory(sortable, 0)
  },
  $skip: (docs, argument) => docs.slice(wholeNumber('$skip', argument, 0)),
  $limit: (docs, argument) => docs.slice(0, wholeNumber('$limit', argument, 1)),
}

/** Stages that mingo runs. */
const computedStages = words(
  '$project $addFields $set $unset $group $unwind $replaceRoot $replaceWith $sortByCount $count',
)

/** Every stage but those that write. */
export const stages: readonly string[] = [...Object.keys(ownStages), ...computedStages]

/** Splits a pipeline into the query it begins with and the stages left. */
export function leadingQuery(pipeline: readonly Doc[]): { query: Query; rest: Doc[] } {
  const rest = [...pipeline]
  const filters: Doc[] = []
  while (rest[0]?.$match !== undefined) filters.push(filterOf(rest.shift()?.$match))
  const sort = rest[0]?.$sort === undefined ? [] : parseSort(rest.shift()?.$sort)
  const skip = rest[0]?.$skip === undefined ? 0 : wholeNumber('$skip', rest.shift()?.$skip, 0)
  const limit = rest[0]?.$limit === undefined ? 0 : wholeNumber('$limit', rest.shift()?.$limit, 1)
  const filter = filters.length < 2 ? (filters[0] ?? {}) : { $and: filters }
  return { query: { filter, sort, skip, limit }, rest }
}

/** What the stages after the query make of its rows. @throws {CommandError} 292 when it would not fit */
export function runPipeline(rows: Iterable<FoundRow>, pipeline: readonly Doc[], variables: Doc): Doc[] {
  const read = Array.from(
    guarded(rows, row => row.bytes.length),
    docOf,
  )
  return pipeline.reduce<Doc[]>((docs, stage) => {
    const [[name, argument] = ['', undefined]] = Object.entries(stage)
    const own = ownStages[name]
    if (own) return own(docs, argument, variables)
    return [...guarded(runStage(stage, docs, variables), calculateObjectSize)]
  }, read)
}

/** @throws {CommandError} 40324 for a stage that MongoDB or this store does not have */
export function checkStages(pipeline: readonly Doc[]): void {
  for (const stage of pipeline) {
    const [name = '', ...others] = isDocument(stage) ? Object.keys(stage) : []
    if (name === '' || others.length > 0)
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.')
    if (name === '$changeStream')
      throw new CommandError(40573, 'The $changeStream stage is only supported on replica sets')
    if (!stages.includes(name)) throw unsupported(`the pipeline stage ${name}`, 40324)
  }
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

function filterOf(argument: unknown): Doc {
  if (isDocument(argument)) return argument
  throw new CommandError(15959, 'the match filter must be an expression in an object')
}

function wholeNumber(stage: string, argument: unknown, least: number): number {
  const value = asNumber(argument)
  if (value !== undefined && Number.isInteger(value) && value >= least) return value
  throw new CommandError(15958, `invalid argument to ${stage} stage: ${String(argument)}`)
}
