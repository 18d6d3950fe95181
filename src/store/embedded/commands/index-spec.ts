/** What `createIndexes` may ask for. */
import { asNumber, type Doc, isDocument } from '../bson/codec.ts'
import { isEqual } from '../bson/compare.ts'
import { CommandError, failedToParse, unsupported } from '../errors.ts'
import { compileFilter } from '../query/match.ts'
import type { Index } from '../storage/catalog.ts'
import { words } from '../words.ts'
import { checkCollation } from './command.ts'

const known = words(`
  v key name unique sparse hidden background partialFilterExpression expireAfterSeconds collation ns
`)

/** Reads one specification. @throws {CommandError} 67 for kinds of index that are not here */
export function parseIndex(spec: Doc): Doc {
  const { key, name } = spec
  if (!isDocument(key) || typeof name !== 'string' || name === '')
    throw failedToParse('an index needs a key and a name')
  const other = Object.keys(spec).find(option => !known.includes(option))
  if (other !== undefined) throw unsupported(`the index option ${other}`, 67)
  checkKey(key)
  checkCollation(spec.collation)
  const { unique, sparse, hidden, partialFilterExpression, expireAfterSeconds } = spec
  checkPartial(partialFilterExpression, sparse)
  const flags = Object.entries({ unique, sparse, hidden }).filter(
    ([, value]) => value === true || asNumber(value) === 1,
  )
  return {
    key,
    name,
    ...Object.fromEntries(flags.map(([flag]) => [flag, true])),
    ...(partialFilterExpression === undefined ? {} : { partialFilterExpression }),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds: seconds(expireAfterSeconds, key) }),
  }
}

function checkKey(key: Doc): void {
  const fields = Object.entries(key)
  if (fields.length === 0 || fields.length > 32)
    throw new CommandError(67, 'Index keys must have 1 to 32 fields')
  for (const [field, kind] of fields) {
    if (typeof kind === 'string') throw unsupported(`an index of kind "${kind}"`, 67)
    if (field.includes('$**')) throw unsupported('a wildcard index', 67)
    if (field === '' || field.split('.').some(part => part === '' || part.startsWith('$')))
      throw new CommandError(67, `Index key contains an illegal field name: '${field}'`)
    if (!asNumber(kind))
      throw new CommandError(
        67,
        `Values in the index key pattern must be numbers other than 0, not ${String(kind)}`,
      )
  }
}

function checkPartial(partial: unknown, sparse: unknown): void {
  if (partial === undefined) return
  if (!isDocument(partial)) throw new CommandError(67, 'partialFilterExpression must be an object')
  if (sparse === true) throw new CommandError(67, 'cannot mix "partialFilterExpression" and "sparse" options')
  if (/"\$(ne|nin|not|nor|regex|expr|where)"/.test(JSON.stringify(partial)))
    throw new CommandError(67, 'unsupported expression in partial index')
  compileFilter(partial)
}

function seconds(value: unknown, key: Doc): number {
  const number = asNumber(value)
  if (number === undefined || number < 0 || number > 2147483647)
    throw new CommandError(67, 'TTL index expireAfterSeconds must be a number from 0 to 2147483647')
  if (Object.keys(key).length > 1 || '_id' in key)
    throw new CommandError(67, 'TTL indexes are single-field indexes and cannot be on _id')
  return number
}

/** Whether an index in place is what is asked for. */
export function sameIndex(index: Index, spec: Doc): boolean {
  const flags = (['unique', 'sparse'] as const).every(
    flag => (index[flag] ?? false) === (spec[flag] ?? false),
  )
  return (
    flags &&
    index.expireAfterSeconds === spec.expireAfterSeconds &&
    isEqual(index.partialFilterExpression, spec.partialFilterExpression)
  )
}
