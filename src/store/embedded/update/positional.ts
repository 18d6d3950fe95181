/** Paths with `$`, `$[]` and `$[name]`, turned into the concrete paths of one document. */
import { type Doc, isDocument } from '../bson/codec.ts'
import { badValue } from '../errors.ts'
import { compileFilter, isOperators, valueMatcher } from '../query/match.ts'
import { getAt } from './path.ts'

export type ArrayFilters = ReadonlyMap<string, (element: unknown) => boolean>

/** Compiles `arrayFilters`: one document each, all of its paths starting with one name. */
export function compileArrayFilters(filters: readonly Doc[]): ArrayFilters {
  return new Map(filters.map(compileArrayFilter))
}

function compileArrayFilter(filter: Doc): [string, (element: unknown) => boolean] {
  const name = firstName(filter)
  const matches = compileFilter(filter)
  return [name, element => matches({ [name]: element })]
}

function firstName(filter: Doc): string {
  const [key, value] = Object.entries(filter)[0] ?? []
  if (key === undefined)
    throw badValue('Cannot use an expression without a top-level field name in arrayFilters')
  if (key.startsWith('$') && Array.isArray(value)) return firstName(value[0])
  return key.split('.')[0] as string
}

/** The concrete paths a path names in `doc`. */
export function concretePaths(doc: Doc, path: string, filter: Doc, arrayFilters: ArrayFilters): string[][] {
  let paths: string[][] = [[]]
  for (const part of path.split('.'))
    paths = paths.flatMap(prefix => step(doc, prefix, part, filter, arrayFilters))
  return paths
}

function step(doc: Doc, prefix: string[], part: string, filter: Doc, arrayFilters: ArrayFilters): string[][] {
  if (part === '$') return [[...prefix, String(matchedPosition(doc, prefix.join('.'), filter))]]
  const name = /^\$\[(.*)\]$/.exec(part)?.[1]
  if (name === undefined) return [[...prefix, part]]
  const list = getAt(doc, prefix)
  if (!Array.isArray(list))
    throw badValue(
      `The path '${prefix.join('.')}' must exist in the document in order to apply array updates.`,
    )
  const matches = name === '' ? () => true : arrayFilters.get(name)
  if (!matches) throw badValue(`No array filter found for identifier '${name}'`)
  return list.flatMap((element, i) => (matches(element) ? [[...prefix, String(i)]] : []))
}

/** The position of the element by which the query matched: of an `$elemMatch` first, of the last condition otherwise. */
export function matchedPosition(doc: Doc, field: string, filter: Doc): number {
  const list = getAt(doc, field.split('.'))
  const conditions = Array.isArray(list) ? conditionsOn(field, filter) : []
  const chosen =
    conditions.find(c => isDocument(c.condition) && '$elemMatch' in c.condition) ?? conditions.at(-1)
  const position = chosen && Array.isArray(list) ? list.findIndex(elementTest(chosen)) : -1
  if (position < 0) throw badValue('The positional operator did not find the match needed from the query.')
  return position
}

interface FieldCondition {
  rest: string
  condition: unknown
}

function conditionsOn(field: string, filter: Doc): FieldCondition[] {
  return Object.entries(filter).flatMap(([key, condition]) => {
    if ((key === '$and' || key === '$or') && Array.isArray(condition))
      return condition.flatMap(each => conditionsOn(field, each))
    if (key !== field && !key.startsWith(`${field}.`)) return []
    return [{ rest: key.slice(field.length + 1), condition }]
  })
}

function elementTest({ rest, condition }: FieldCondition): (element: unknown) => boolean {
  if (rest !== '') {
    const matches = compileFilter({ [rest]: condition })
    return element => isDocument(element) && matches(element)
  }
  const inner = isDocument(condition) && '$elemMatch' in condition ? condition.$elemMatch : condition
  if (isDocument(inner) && (inner !== condition || isOperators(inner))) return valueMatcher(inner)
  const matches = compileFilter({ value: inner })
  return element => matches({ value: element })
}
