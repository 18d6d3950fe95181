import { AppError } from '#domain/errors'

/** The address or the letter is refused for good (SMTP 5xx); no address stands in the message. */
export class MailRefusedError extends AppError {
  readonly code = 'mail_refused'
  readonly status = 502
}

/** The mail server does not answer, or asks to come again (SMTP 4xx). */
export class MailUnreachableError extends AppError {
  readonly code = 'mail_unreachable'
  readonly status = 502
  override readonly retryable = true
}
