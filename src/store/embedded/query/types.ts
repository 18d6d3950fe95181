/** `$type`: BSON types by name and number. */
import { asNumber, bsonType, isDocument } from '../bson/codec.ts'
import { badValue } from '../errors.ts'
import type { ValueTest } from './paths.ts'

const isInt32 = (n: number): boolean => Number.isInteger(n) && Math.abs(n) <= 2147483647 && !Object.is(n, -0)

const tests: [names: (string | number)[], test: ValueTest][] = [
  [['double', 1], value => typeof value === 'number' && !isInt32(value)],
  [['string', 2], value => typeof value === 'string'],
  [['object', 3], value => isDocument(value) || bsonType(value) === 'DBRef'],
  [['array', 4], value => Array.isArray(value)],
  [['binData', 5], value => bsonType(value) === 'Binary' || bsonType(value) === 'UUID'],
  [['objectId', 7], value => bsonType(value) === 'ObjectId'],
  [['bool', 8], value => typeof value === 'boolean'],
  [['date', 9], value => value instanceof Date],
  [['null', 10], value => value === null],
  [['regex', 11], value => bsonType(value) === 'BSONRegExp'],
  [['javascript', 13], value => bsonType(value) === 'Code'],
  [['int', 16], value => typeof value === 'number' && isInt32(value)],
  [['timestamp', 17], value => bsonType(value) === 'Timestamp'],
  [['long', 18], value => bsonType(value) === 'Long'],
  [['decimal', 19], value => bsonType(value) === 'Decimal128'],
  [['minKey', -1], value => bsonType(value) === 'MinKey'],
  [['maxKey', 127], value => bsonType(value) === 'MaxKey'],
  [
    ['number'],
    value => typeof value === 'number' || bsonType(value) === 'Long' || bsonType(value) === 'Decimal128',
  ],
]

/** Compiles `$type`'s argument: a name, a number, or an array of them. */
export function typeTest(argument: unknown): ValueTest {
  const wanted = (Array.isArray(argument) ? argument : [argument]).map(name => {
    const key = typeof name === 'string' ? name : asNumber(name)
    const found = tests.find(([names]) => key !== undefined && names.includes(key))
    if (!found) throw badValue(`Unknown type name alias: ${String(name)}`)
    return found[1]
  })
  return value => wanted.some(test => test(value))
}
