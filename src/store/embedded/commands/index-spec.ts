/** What `createIndexes` may ask for. */
import { asNumber, type Doc, isDocument } from '../bson/codec.ts'
import { isEqual } from '../bson/compare.ts'
import { CommandError, failedToParse, unsupported } from '../errors.ts'
import { compileFilter } from '../query/match.ts'
import type { Collection, Index } from '../storage/catalog.ts'
import { words } from '../words.ts'
import { checkCollation } from './command.ts'

const known = words(`
  v key name unique sparse hidden background partialFilterExpression expireAfterSeconds collation ns
`)

/** Reads one specification. @throws {CommandError} 67 for kinds of index that are not here */
export function parseIndex(spec: Doc): Doc {
  const { key, name, partialFilterExpression, expireAfterSeconds } = spec
  if (!isDocument(key) || typeof name !== 'string' || name === '')
    throw failedToParse('an index needs a key and a name')
  const other = Object.keys(spec).find(option => !known.includes(option))
  if (other !== undefined) throw unsupported(`the index option ${other}`, 67)
  checkKey(key)
  checkCollation(spec.collation)
  checkPartial(partialFilterExpression, spec.sparse)
  if (expireAfterSeconds !== undefined) checkTerm(expireAfterSeconds, key)
  const flags = ['unique', 'sparse', 'hidden'].filter(
    flag => spec[flag] === true || asNumber(spec[flag]) === 1,
  )
  return {
    key,
    name,
    ...Object.fromEntries(flags.map(flag => [flag, true])),
    ...(partialFilterExpression === undefined ? {} : { partialFilterExpression }),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds: asNumber(expireAfterSeconds) }),
  }
}

function cannot(message: string): CommandError {
  return new CommandError(67, message)
}

function checkKey(key: Doc): void {
  const fields = Object.entries(key)
  if (fields.length === 0 || fields.length > 32) throw cannot('Index keys must have 1 to 32 fields')
  for (const [field, kind] of fields) {
    if (typeof kind === 'string') throw unsupported(`an index of kind "${kind}"`, 67)
    if (field.includes('$**')) throw unsupported('a wildcard index', 67)
    if (field.split('.').some(part => part === '' || part.startsWith('$')))
      throw cannot(`Index key contains an illegal field name: '${field}'`)
    if (!asNumber(kind))
      throw cannot(`Values in the index key pattern must be numbers other than 0, not ${String(kind)}`)
  }
}

function checkPartial(partial: unknown, sparse: unknown): void {
  if (partial === undefined) return
  if (!isDocument(partial)) throw cannot('partialFilterExpression must be an object')
  if (sparse === true) throw cannot('cannot mix "partialFilterExpression" and "sparse" options')
  if (/"\$(ne|nin|not|nor|regex|expr|where)"/.test(JSON.stringify(partial)))
    throw cannot('unsupported expression in partial index')
  compileFilter(partial)
}

/** Of a TTL index. @throws {CommandError} 67 */
export function checkTerm(term: unknown, key: Doc): void {
  const seconds = asNumber(term) ?? -1
  if (!(seconds >= 0 && seconds <= 2147483647))
    throw cannot('TTL index expireAfterSeconds must be a number from 0 to 2147483647')
  if (Object.keys(key).length > 1 || '_id' in key)
    throw cannot('TTL indexes are single-field indexes and cannot be on _id')
}

/** Whether the index is there already. @throws {CommandError} 85, 86 when another stands in its way */
export function isThere({ indexes }: Collection, spec: Doc): boolean {
  const named = indexes.find(index => index.name === spec.name)
  if (named && !isEqual(named.key, spec.key))
    throw new CommandError(
      86,
      `An existing index has the same name as the requested index but another key: ${named.name}`,
    )
  if (named && !isSame(named, spec))
    throw new CommandError(
      85,
      `An equivalent index already exists with the same name but different options: ${named.name}`,
    )
  const twin =
    named ?? indexes.find(index => isEqual(index.key, spec.key) && isSame(index, spec, twinOptions))
  if (twin && !named && twin.name !== '_id_')
    throw new CommandError(85, `Index already exists with a different name: ${twin.name}`)
  return twin !== undefined
}

const twinOptions = ['partialFilterExpression']
const allOptions = ['unique', 'sparse', 'expireAfterSeconds', ...twinOptions]

function isSame(index: Index, spec: Doc, options = allOptions): boolean {
  return options.every(option => isEqual((index as Doc)[option] ?? false, spec[option] ?? false))
}
