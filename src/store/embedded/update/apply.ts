/**
 * Updates: operators, replacement, or a pipeline, applied to a decoded document.
 *
 * @see https://www.mongodb.com/docs/manual/reference/operator/update/
 */
import { type Doc, isDocument } from '../bson/codec.ts'
import { isEqual } from '../bson/compare.ts'
import { CommandError, failedToParse, unsupported } from '../errors.ts'
import { runStage } from '../query/expression.ts'
import { updateOperators } from './operators.ts'
import { type ArrayFilters, compileArrayFilters, concretePaths } from './positional.ts'

/** Gives the document that replaces `doc`, which it may change. */
export type Update = (doc: Doc, context: { filter: Doc; isInsert: boolean; now: Date }) => Doc

export interface CompiledUpdate {
  readonly kind: 'operators' | 'replacement' | 'pipeline'
  readonly apply: Update
}

/** Compiles what stands in `u` or `update`. @throws {CommandError} for unknown operators and conflicting paths */
export function compileUpdate(
  update: unknown,
  arrayFilters: readonly Doc[] = [],
  variables: Doc = {},
): CompiledUpdate {
  if (Array.isArray(update)) return compilePipeline(update, variables)
  if (!isDocument(update)) throw failedToParse('Update argument must be either an object or an array')
  const names = Object.keys(update)
  if (!names[0]?.startsWith('$')) return compileReplacement(update)
  return { kind: 'operators', apply: compileOperators(update, compileArrayFilters(arrayFilters)) }
}

function compileReplacement(update: Doc): CompiledUpdate {
  const operator = Object.keys(update).find(name => name.startsWith('$'))
  if (operator)
    throw new CommandError(
      52,
      `The dollar ($) prefixed field '${operator}' in '${operator}' is not allowed in a replacement`,
    )
  return { kind: 'replacement', apply: doc => keepId(doc, { ...update }) }
}

const updateStages = ['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']

function compilePipeline(stages: Doc[], variables: Doc): CompiledUpdate {
  const other = stages.map(stage => Object.keys(stage)[0] ?? '').find(name => !updateStages.includes(name))
  if (other !== undefined) throw unsupported(`the stage ${other} in an update`, 72)
  const run = (doc: Doc): Doc[] =>
    stages.reduce<Doc[]>((docs, stage) => runStage(stage, docs, variables), [doc])
  return { kind: 'pipeline', apply: doc => keepId(doc, run(doc)[0] ?? {}) }
}

function keepId(before: Doc, after: Doc): Doc {
  if (before._id === undefined) return after
  if (after._id !== undefined && !isEqual(after._id, before._id)) throw immutableId()
  const { _id, ...rest } = after
  return { _id: before._id, ...rest }
}

function immutableId(): CommandError {
  return new CommandError(66, "Performing an update on the path '_id' would modify the immutable field '_id'")
}

interface Step {
  operator: string
  path: string
  argument: unknown
}

function compileOperators(update: Doc, arrayFilters: ArrayFilters): Update {
  const steps = Object.entries(update).flatMap(([operator, fields]) => stepsOf(operator, fields))
  checkConflicts(steps)
  steps.sort((a, b) => comparePaths(a.path, b.path))
  return (doc, { filter, isInsert, now }) => {
    const id = doc._id
    // All paths first: `$` is the element that matched before anything was changed.
    const places = steps.flatMap(step =>
      concretePaths(doc, step.path, filter, arrayFilters).map(parts => ({ ...step, parts })),
    )
    for (const { operator, parts, argument } of places)
      updateOperators[operator]?.({ doc, parts, argument: structured(argument), isInsert, now })
    if (id !== undefined && !isEqual(doc._id, id)) throw immutableId()
    return doc
  }
}

/** A fresh container for each place, so that a later step cannot reach into two places at once. */
function structured(argument: unknown): unknown {
  if (Array.isArray(argument)) return argument.map(structured)
  if (!isDocument(argument)) return argument
  return Object.fromEntries(Object.entries(argument).map(([key, value]) => [key, structured(value)]))
}

function stepsOf(operator: string, fields: unknown): Step[] {
  if (!Object.hasOwn(updateOperators, operator))
    throw failedToParse(
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array; if MongoDB has it, set MONGODB_URI`,
    )
  if (!isDocument(fields))
    throw failedToParse(
      `Modifiers operate on fields but we found type ${typeof fields} instead, for ${operator}`,
    )
  return Object.entries(fields).map(([path, argument]) => {
    if (path === '' || path.split('.').includes(''))
      throw new CommandError(56, `The update path '${path}' contains an empty field name`)
    return { operator, path, argument }
  })
}

function checkConflicts(steps: Step[]): void {
  const targets = steps.flatMap(step =>
    step.operator === '$rename' ? [step.path, String(step.argument)] : [step.path],
  )
  const sorted = [...targets].sort()
  for (const path of sorted) {
    if (
      sorted.filter(other => other === path).length > 1 ||
      sorted.some(other => other.startsWith(`${path}.`))
    )
      throw new CommandError(40, `Updating the path '${path}' would create a conflict at '${path}'`)
  }
}

/** MongoDB adds new fields in this order: names by characters, positions by number. */
function comparePaths(a: string, b: string): number {
  const [x, y] = [a.split('.'), b.split('.')]
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [p, q] = [x[i] as string, y[i] as string]
    if (p === q) continue
    const bothNumbers = /^\d+$/.test(p) && /^\d+$/.test(q)
    return bothNumbers ? Number(p) - Number(q) : p < q ? -1 : 1
  }
  return x.length - y.length
}
