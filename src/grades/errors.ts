import { AppError } from '#domain/errors'

/** Somebody else makes the column at this moment. */
export class ColumnBusyError extends AppError {
  readonly code = 'column_busy'
  readonly status = 409
  override readonly retryable = true
  readonly retryAfterMs = 5_000
}

/** The platform has no such column any more; the next try finds or makes another. */
export class ColumnGoneError extends AppError {
  readonly code = 'column_gone'
  readonly status = 409
  override readonly retryable = true
}

/** The platform has a later score of this person: ours gets a later time. */
export class ScoreStaleError extends AppError {
  readonly code = 'score_stale'
  readonly status = 409
  override readonly retryable = true
}

/** The platform's registration is off: what waits goes when it is on again. */
export class PlatformOffError extends AppError {
  readonly code = 'platform_off'
  readonly status = 409
  override readonly retryable = true
}
