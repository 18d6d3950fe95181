/** What a command is: the options it knows, whether it writes, how it runs; and how options are read. */
import { asNumber, type Doc, isDocument } from '../bson/codec.ts'
import { badValue, CommandError, failedToParse, unsupported } from '../errors.ts'
import { evaluate } from '../query/expression.ts'
import type { Query } from '../query/plan.ts'
import type { Meter } from '../query/scan.ts'
import { parseSort } from '../query/sort.ts'
import type { Collection, Storage } from '../storage/catalog.ts'
import type { Cursors } from './cursors.ts'

export interface Context {
  readonly storage: Storage
  readonly cursors: Cursors
  readonly db: string
  /** What the first field of the command holds: the name of a collection, where it is about one. */
  readonly target: unknown
  readonly connectionId: number
  readonly meter: Meter
  /** The clock of `$currentDate` and of TTL. */
  readonly now: Date
  readonly startedAt: Date
}

/** A reply: a document to encode, or an encoded one. */
export type Reply = Doc | Buffer

export interface Command {
  /** Whether it runs in a transaction, and not on a snapshot; some tell by what is asked. */
  readonly writes?: boolean | ((body: Doc) => boolean)
  /** The options it knows beside its name and the general ones, with spaces between. */
  readonly options?: string
  run(body: Doc, context: Context): Reply
}

export type Commands = Readonly<Record<string, Command>>

/** @throws {CommandError} 40415 for an option that is not known */
export function unknownOption(name: string): CommandError {
  return new CommandError(
    40415,
    `BSON field '${name}' is an unknown field; if MongoDB has it, set MONGODB_URI`,
  )
}

/** Only the simple collation: comparison by bytes. */
export function checkCollation(collation: unknown): void {
  const locale = isDocument(collation) && Object.keys(collation).length > 0 ? collation.locale : 'simple'
  if (collation !== undefined && locale !== 'simple') throw unsupported('a collation')
}

/** The collection a command names. */
export function collectionName({ target }: Pick<Context, 'target'>): string {
  if (typeof target === 'string') return target
  throw new CommandError(73, `collection name has invalid type ${typeof target}`)
}

/** The namespace of the collection a command names. */
export function namespaceOf(context: Context): string {
  return `${context.db}.${collectionName(context)}`
}

/** The collection a command names, if it is there. */
export function collectionOf(context: Context): Collection | undefined {
  return context.storage.catalog.find(context.db, collectionName(context))
}

/** The collection a command names, made when it is not there; within a write. */
export function ensureCollection(context: Context): Collection {
  return context.storage.catalog.ensure(context.db, collectionName(context))
}

/** The query that a command, or one of its statements, describes. */
export function queryOf(filter: Doc, options: Doc, variables = variablesOf(options)): Query {
  const skip = numberField(options, 'skip', 0)
  if (skip < 0) throw badValue("BSON field 'skip' value must be >= 0")
  const limit = Math.abs(numberField(options, 'limit', 0))
  const isHinted = !isDocument(options.hint) || Object.keys(options.hint).length > 0
  const hint = isHinted ? options.hint : undefined
  return { filter, sort: parseSort(documentField(options, 'sort')), skip, limit, hint, variables }
}

/** A whole number that may be left out. */
export function numberField(body: Doc, field: string, fallback: number): number {
  if (body[field] === undefined || body[field] === null) return fallback
  const value = asNumber(body[field])
  if (value === undefined)
    throw new CommandError(14, `BSON field '${field}' is the wrong type, expected a number`)
  return Math.trunc(value)
}

/** A document that may be left out. */
export function documentField(body: Doc, field: string): Doc {
  const value = body[field] ?? {}
  if (isDocument(value)) return value
  throw new CommandError(14, `BSON field '${field}' is the wrong type, expected an object`)
}

/** The variables of `let`: expressions that look at no document. */
export function variablesOf(body: Doc): Doc {
  const given = Object.entries(documentField(body, 'let'))
  return Object.fromEntries(given.map(([name, expression]) => [name, evaluate(expression, {}) ?? null]))
}

/** An array of documents. */
export function listField(body: Doc, field: string): Doc[] {
  const value = body[field]
  if (Array.isArray(value)) return value
  throw failedToParse(`BSON field '${field}' is missing or no array`)
}
