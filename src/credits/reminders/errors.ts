import { AppError } from '#domain/errors'

/** The usual time for an answer is not over yet; `from`: the first day on which the curator may be reminded. */
export class ReminderEarlyError extends AppError {
  readonly code = 'reminder_early'
  readonly status = 409
}
