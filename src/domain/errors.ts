import type { Meanwhile } from './changes/meanwhile.ts'

/** What every expected failure of ours carries: one mapper turns it into an answer, another into a retry. */
export abstract class AppError extends Error {
  /** Stable, snake_case; callers and tests switch on it. */
  abstract readonly code: string
  /** HTTP status it maps to. */
  abstract readonly status: number
  readonly retryable: boolean = false
  /** Facts for texts in Russian and English; never secrets, never personal data. */
  readonly facts: Readonly<Record<string, string | number>>
  /** Of a conflict: who was faster, when, and what is different now. For the person who asked, never for logs. */
  readonly meanwhile?: Meanwhile

  constructor(message: string, facts: Record<string, string | number> = {}, options: FailureOptions = {}) {
    const { meanwhile, ...rest } = options
    super(message, rest)
    this.name = new.target.name
    this.facts = facts
    if (meanwhile) this.meanwhile = meanwhile
  }
}

interface FailureOptions extends ErrorOptions {
  meanwhile?: Meanwhile | undefined
}

/** Nothing is there under that id, or the actor may not know that it is. */
export class NotFoundError extends AppError {
  readonly code = 'not_found'
  readonly status = 404
}

/** Somebody removed it; `meanwhile` says who. */
export class RemovedError extends AppError {
  readonly code = 'removed'
  readonly status = 410
}

/** The actor may not do this; the message names the role that may. */
export class ForbiddenError extends AppError {
  readonly code = 'forbidden'
  readonly status = 403
}

/** Somebody else changed it in between. */
export class ConflictError extends AppError {
  readonly code = 'conflict'
  readonly status = 409
}

/** The input does not hold; `issues` name each field. */
export class InvalidInputError extends AppError {
  readonly code = 'invalid_input'
  readonly status = 422
  readonly issues: readonly { path: string; message: string }[]

  constructor(message: string, issues: readonly { path: string; message: string }[] = []) {
    super(message)
    this.issues = issues
  }
}
