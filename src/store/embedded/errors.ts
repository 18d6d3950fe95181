/**
 * What a client sees when a command fails: MongoDB's own code, name and message shape, so that a program which
 * switches on `err.code` behaves the same here and on a real server.
 *
 * @see https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml
 */

import type { Document } from 'bson'
import { AppError } from '#domain/errors'

const codeNames: Record<number, string> = {
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  20: 'IllegalOperation',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  168: 'InvalidPipelineOperator',
  171: 'CannotIndexParallelArrays',
  175: 'QueryPlanKilled',
  292: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  14031: 'OutOfDiskSpace',
}

/** A command that failed as MongoDB would fail it; `code` is MongoDB's. */
export class CommandError extends Error {
  readonly code: number
  readonly codeName: string
  readonly status = 400
  readonly retryable = false
  readonly details: Document

  constructor(code: number, message: string, details: Document = {}) {
    super(message)
    this.name = 'CommandError'
    this.code = code
    this.codeName = codeNames[code] ?? `Location${code}`
    this.details = details
  }

  /** The body of a failed reply. */
  toReply(): Document {
    return { ok: 0, errmsg: this.message, code: this.code, codeName: this.codeName, ...this.details }
  }

  /** An element of `writeErrors`. */
  toWriteError(index: number): Document {
    return { index, code: this.code, errmsg: this.message, ...this.details }
  }
}

/** Something MongoDB has and this store has not: says so and names the way out. */
export function unsupported(what: string, code = 2): CommandError {
  return new CommandError(
    code,
    `${what} is not supported by the embedded store; set MONGODB_URI to use MongoDB`,
  )
}

/** The value asked for is not one that MongoDB would accept either. */
export function badValue(message: string): CommandError {
  return new CommandError(2, message)
}

/** The shape asked for is not one that MongoDB would accept either. */
export function failedToParse(message: string): CommandError {
  return new CommandError(9, message)
}

/** Another process owns the data directory. */
export class StoreLockedError extends AppError {
  readonly code = 'store_locked'
  readonly status = 503

  constructor(directory: string) {
    super(`the store in ${directory} is in use by another process; stop it or choose another DATA_DIR`, {
      directory,
    })
  }
}

/** The store's process ended before or instead of answering. */
export class StoreStartError extends AppError {
  readonly code = 'store_start_failed'
  readonly status = 503
  override readonly retryable = true
}
