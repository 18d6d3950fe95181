import { AppError } from '#domain/errors'

/** The person holds this very role in that time: `from` and `until` (may be empty) say since when; `meanwhile`, by whose hand. */
export class HeldAlreadyError extends AppError {
  readonly code = 'held_already'
  readonly status = 409
}
