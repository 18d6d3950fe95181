/** Failures of the HTTP layer itself; texts for people stand in `words/`. */
import { AppError } from '#domain/errors'

/** No session, or it ended: only a launch from the course opens a new one. */
export class SessionOverError extends AppError {
  readonly code = 'session_over'
  readonly status = 401
}

/** The session ended before the form was sent; what was typed waits for the person. */
export class DraftKeptError extends AppError {
  readonly code = 'session_over_draft'
  readonly status = 401
}

/** An unsafe request that does not come from our own pages. */
export class CsrfError extends AppError {
  readonly code = 'csrf'
  readonly status = 403
}

/** No scan came, or it is none: `fault` says why, `megabytes` is the limit. */
export class ScanRefusedError extends AppError {
  readonly code = 'scan_refused'
  readonly status = 422
}

/** The token is for something else. */
export class InsufficientScopeError extends AppError {
  readonly code = 'insufficient_scope'
  readonly status = 403
}

export class TooManyRequestsError extends AppError {
  readonly code = 'too_many_requests'
  readonly status = 429
  override readonly retryable = true
}

/** Of the public pages: documents, shared books, signed statements. */
export class TooManyChecksError extends AppError {
  readonly code = 'too_many_checks'
  readonly status = 429
  override readonly retryable = true
}

/** No page under this address. */
export class PageNotFoundError extends AppError {
  readonly code = 'page_not_found'
  readonly status = 404
}
