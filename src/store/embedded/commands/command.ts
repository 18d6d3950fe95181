/** What a command is: the fields it knows, whether it writes, and how it runs. */
import { asNumber, type Doc, isDocument } from '../bson/codec.ts'
import { CommandError, failedToParse, unsupported } from '../errors.ts'
import { evaluate } from '../query/expression.ts'
import type { Meter } from '../query/scan.ts'
import type { Storage } from '../storage/documents.ts'
import { words } from '../words.ts'
import type { Cursors } from './cursors.ts'

export interface Context {
  readonly storage: Storage
  readonly cursors: Cursors
  readonly db: string
  readonly connectionId: number
  readonly meter: Meter
  /** The clock of `$currentDate` and of TTL. */
  readonly now: Date
  readonly startedAt: Date
  /** Runs after the command's writes are on disk. */
  afterCommit(action: () => void): void
}

/** A reply: a document to encode, or an encoded one. */
export type Reply = Doc | Buffer

export type Mode = 'read' | 'write'

export interface Command {
  /** Its first field. */
  readonly name: string
  readonly aliases?: readonly string[]
  /** `read` runs on a snapshot, `write` in a transaction; some tell by what is asked. */
  readonly mode: Mode | ((body: Doc) => Mode)
  /** The options it knows beside its name and the general ones. */
  readonly fields: readonly string[]
  run(body: Doc, context: Context): Reply
}

const general = new Set(
  words(`
    $db $readPreference $clusterTime lsid comment maxTimeMS readConcern writeConcern apiVersion
    apiStrict apiDeprecationErrors
  `),
)

/** Refuses options that the command does not know, and transactions. */
export function checkFields(command: Command, body: Doc, name: string): void {
  if (body.txnNumber !== undefined || body.startTransaction !== undefined || body.autocommit !== undefined)
    throw unsupported('a transaction or a retryable write', 20)
  for (const field of Object.keys(body)) {
    if (field === name || general.has(field) || command.fields.includes(field)) continue
    throw new CommandError(
      40415,
      `BSON field '${name}.${field}' is an unknown field; if MongoDB has it, set MONGODB_URI`,
    )
  }
  checkCollation(body.collation)
}

/** Only the simple collation: comparison by bytes. */
export function checkCollation(collation: unknown): void {
  if (collation === undefined || (isDocument(collation) && collation.locale === 'simple')) return
  if (isDocument(collation) && Object.keys(collation).length === 0) return
  throw unsupported('a collation')
}

/** The collection a command names. */
export function collectionName(body: Doc, field: string): string {
  const name = body[field]
  if (typeof name !== 'string') throw new CommandError(73, `collection name has invalid type ${typeof name}`)
  return name
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
  const value = body[field]
  if (value === undefined || value === null) return {}
  if (!isDocument(value))
    throw new CommandError(14, `BSON field '${field}' is the wrong type, expected an object`)
  return value
}

/** The variables of `let`: expressions that look at no document. */
export function variablesOf(body: Doc): Doc {
  const given = Object.entries(documentField(body, 'let'))
  return Object.fromEntries(given.map(([name, expression]) => [name, evaluate(expression, {}) ?? null]))
}

/** An array of documents. */
export function listField(body: Doc, field: string): Doc[] {
  const value = body[field]
  if (!Array.isArray(value)) throw failedToParse(`BSON field '${field}' is missing or no array`)
  return value
}
