/** Arithmetic of `$inc` and `$mul`: 32-bit integers grow to 64 bits, 64 bits overflow is an error, doubles stay. */
import { Long } from 'bson'
import { bsonType } from '../bson/codec.ts'
import { badValue, CommandError, unsupported } from '../errors.ts'

type Operation = {
  readonly exact: (a: bigint, b: bigint) => bigint
  readonly double: (a: number, b: number) => number
}

export const addition: Operation = { exact: (a, b) => a + b, double: (a, b) => a + b }
export const multiplication: Operation = { exact: (a, b) => a * b, double: (a, b) => a * b }

const int32 = 2147483648

/** Whether a value is a number of any BSON type. */
export function isNumber(value: unknown): boolean {
  return typeof value === 'number' || ['Long', 'Int32', 'Double', 'Decimal128'].includes(bsonType(value))
}

/** Applies an operation to two numbers. @throws {CommandError} 14 for others, 2 on overflow */
export function calculate(operation: Operation, a: unknown, b: unknown, name: string): unknown {
  if (!isNumber(b)) throw new CommandError(14, `Cannot apply ${name} with a non-numeric argument`)
  if (!isNumber(a)) throw new CommandError(14, `Cannot apply ${name} to a value of non-numeric type`)
  if (bsonType(a) === 'Decimal128' || bsonType(b) === 'Decimal128') throw unsupported(`${name} on Decimal128`)
  const [x, y] = [integer(a), integer(b)]
  if (x === undefined || y === undefined) return operation.double(Number(a), Number(b))
  const result = operation.exact(x, y)
  const fitsInt32 = result >= -BigInt(int32) && result < BigInt(int32)
  if (fitsInt32 && bsonType(a) !== 'Long' && bsonType(b) !== 'Long') return Number(result)
  if (BigInt.asIntN(64, result) !== result)
    throw badValue(`Failed to apply ${name}: the result does not fit 64 bits`)
  return Long.fromBigInt(result)
}

function integer(value: unknown): bigint | undefined {
  if (bsonType(value) === 'Long') return (value as Long).toBigInt()
  const number = Number(value)
  return Number.isInteger(number) && number >= -int32 && number < int32 ? BigInt(number) : undefined
}
