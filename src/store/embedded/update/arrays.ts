/** The array operators: `$push`, `$addToSet`, `$pull`, `$pullAll`, `$pop`. Each returns the new array. */
import { asNumber, type Doc, isDocument } from '../bson/codec.ts'
import { compare, isEqual } from '../bson/compare.ts'
import { badValue, failedToParse } from '../errors.ts'
import { valueMatcher } from '../query/match.ts'
import { parseSort, sortKey } from '../query/sort.ts'

/** `$push` with `$each`, `$position`, `$sort`, `$slice`. */
export function push(list: readonly unknown[], argument: unknown): unknown[] {
  if (!isDocument(argument) || !('$each' in argument)) return [...list, argument]
  checkModifiers(argument, ['$each', '$position', '$sort', '$slice'])
  const position = asNumber(argument.$position) ?? list.length
  const at = position < 0 ? Math.max(0, list.length + position) : Math.min(position, list.length)
  const grown = [...list.slice(0, at), ...each(argument, '$push'), ...list.slice(at)]
  const ordered = argument.$sort === undefined ? grown : sortElements(grown, argument.$sort)
  return argument.$slice === undefined ? ordered : slice(ordered, asNumber(argument.$slice))
}

function checkModifiers(argument: Doc, known: string[]): void {
  const other = Object.keys(argument).find(key => !known.includes(key))
  if (other !== undefined) throw badValue(`Unrecognized clause in $push: ${other}`)
}

function each(argument: Doc, operator: string): unknown[] {
  if (!Array.isArray(argument.$each)) throw badValue(`The argument to $each in ${operator} must be an array`)
  return argument.$each
}

function sortElements(list: unknown[], order: unknown): unknown[] {
  if (isDocument(order)) {
    const fields = parseSort(order)
    const keyed = list.map(value => ({ value, key: sortKey(isDocument(value) ? value : {}, fields) }))
    return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ value }) => value)
  }
  const direction = asNumber(order)
  if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1')
  return [...list].sort((a, b) => compare(a, b) * direction)
}

function slice(list: unknown[], count: number | undefined): unknown[] {
  if (count === undefined || !Number.isInteger(count))
    throw badValue('The value for $slice must be an integer value')
  return count >= 0 ? list.slice(0, count) : list.slice(count)
}

/** `$addToSet`, with `$each`. */
export function addToSet(list: readonly unknown[], argument: unknown): unknown[] {
  const several = isDocument(argument) && '$each' in argument
  if (several && Object.keys(argument).length > 1)
    throw badValue('Found unexpected fields after $each in $addToSet')
  const result = [...list]
  for (const value of several ? each(argument, '$addToSet') : [argument])
    if (!result.some(known => isEqual(known, value))) result.push(value)
  return result
}

/** `$pull`: by value, by document, by condition. */
export function pull(list: readonly unknown[], argument: unknown): unknown[] {
  const matches = valueMatcher(argument)
  return list.filter(value => !matches(value))
}

/** `$pullAll`. */
export function pullAll(list: readonly unknown[], argument: unknown): unknown[] {
  if (!Array.isArray(argument)) throw badValue('$pullAll requires an array argument')
  return list.filter(value => !argument.some(gone => isEqual(value, gone)))
}

/** `$pop`: 1 the last, −1 the first. */
export function pop(list: readonly unknown[], argument: unknown): unknown[] {
  const end = asNumber(argument)
  if (end !== 1 && end !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${String(argument)}`)
  return end === 1 ? list.slice(0, -1) : list.slice(1)
}
