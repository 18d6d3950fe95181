/** The update operators, each a change of one concrete path. */
import { Long, Timestamp } from 'bson'
import { bsonType, type Doc, isDocument } from '../bson/codec.ts'
import { compare } from '../bson/compare.ts'
import { badValue, CommandError } from '../errors.ts'
import { addToSet, pop, pull, pullAll, push } from './arrays.ts'
import { addition, calculate, isNumber, multiplication } from './numbers.ts'
import { getAt, setAt, unsetAt } from './path.ts'

export interface Change {
  readonly doc: Doc
  readonly parts: readonly string[]
  readonly argument: unknown
  readonly isInsert: boolean
  readonly now: Date
}

export type Apply = (change: Change) => void

export const updateOperators: Readonly<Record<string, Apply>> = {
  $set: ({ doc, parts, argument }) => setAt(doc, parts, argument),
  $setOnInsert: ({ doc, parts, argument, isInsert }) => {
    if (isInsert) setAt(doc, parts, argument)
  },
  $unset: ({ doc, parts }) => unsetAt(doc, parts),
  $inc: arithmetic('$inc', addition, argument => argument),
  $mul: arithmetic('$mul', multiplication, argument => (bsonType(argument) === 'Long' ? Long.ZERO : 0)),
  $min: extreme(-1),
  $max: extreme(1),
  $currentDate: ({ doc, parts, argument, now }) => setAt(doc, parts, currentDate(argument, now)),
  $rename: rename,
  $push: onArray('$push', push, true),
  $addToSet: onArray('$addToSet', addToSet, true),
  $pull: onArray('$pull', pull, false),
  $pullAll: onArray('$pullAll', pullAll, false),
  $pop: onArray('$pop', pop, false),
}

function arithmetic(
  name: string,
  operation: typeof addition,
  initial: (argument: unknown) => unknown,
): Apply {
  return ({ doc, parts, argument }) => {
    if (!isNumber(argument))
      throw new CommandError(
        14,
        `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${parts.join('.')}: …}`,
      )
    const value = getAt(doc, parts)
    setAt(doc, parts, value === undefined ? initial(argument) : calculate(operation, value, argument, name))
  }
}

function extreme(wanted: number): Apply {
  return ({ doc, parts, argument }) => {
    const value = getAt(doc, parts)
    if (value === undefined || compare(argument, value) === wanted) setAt(doc, parts, argument)
  }
}

function currentDate(argument: unknown, now: Date): unknown {
  const type = isDocument(argument)
    ? argument.$type
    : argument === true || argument === false
      ? 'date'
      : undefined
  if (type === 'date') return new Date(now)
  if (type === 'timestamp') return new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 })
  throw badValue("$currentDate expects true or { $type: 'date' | 'timestamp' }")
}

function rename({ doc, parts, argument }: Change): void {
  if (typeof argument !== 'string' || argument === '')
    throw badValue("The 'to' field for $rename must be a string")
  const value = getAt(doc, parts)
  if (value === undefined) return
  unsetAt(doc, parts)
  setAt(doc, argument.split('.'), value)
}

function onArray(
  name: string,
  change: (list: readonly unknown[], argument: unknown) => unknown[],
  creates: boolean,
): Apply {
  return ({ doc, parts, argument }) => {
    const value = getAt(doc, parts)
    if (value === undefined && !creates) return
    if (value !== undefined && !Array.isArray(value))
      throw badValue(`The field '${parts.join('.')}' must be an array to apply ${name} to it`)
    setAt(doc, parts, change(value ?? [], argument))
  }
}
