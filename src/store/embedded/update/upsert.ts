/** The document that an upsert inserts when nothing matched. */
import { ObjectId } from 'bson'
import { type Doc, isDocument } from '../bson/codec.ts'
import { CommandError } from '../errors.ts'
import { isOperators } from '../query/match.ts'
import { isRegex } from '../query/operators.ts'
import type { CompiledUpdate } from './apply.ts'
import { getAt, setAt } from './path.ts'

/** Equalities of the filter, then the update; `_id` first, made when nobody gave one. */
export function upsertDocument(filter: Doc, update: CompiledUpdate, now: Date): Doc {
  const seed: Doc = {}
  seedFrom(filter, seed)
  const start = update.kind === 'replacement' ? ('_id' in seed ? { _id: seed._id } : {}) : seed
  const { _id = new ObjectId(), ...rest } = update.apply(start, { filter, isInsert: true, now })
  return { _id, ...rest }
}

function seedFrom(filter: Doc, seed: Doc): void {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition)) for (const each of condition) seedFrom(each, seed)
    else if (key === '$or' && Array.isArray(condition) && condition.length === 1) seedFrom(condition[0], seed)
    else if (!key.startsWith('$')) seedField(key, condition, seed)
  }
}

function seedField(key: string, condition: unknown, seed: Doc): void {
  if (isRegex(condition)) return
  const value = isOperators(condition) ? condition.$eq : condition
  if (value === undefined) return
  if (getAt(seed, key.split('.')) !== undefined)
    throw new CommandError(54, `cannot infer query fields to set, path '${key}' is matched twice`)
  setAt(seed, key.split('.'), isDocument(value) ? { ...value } : value)
}
