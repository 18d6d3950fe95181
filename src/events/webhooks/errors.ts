import { AppError } from '#domain/errors'

/** What a webhook may fail by; `status` is the HTTP status of the answer, if there was one. */
export type WebhookFailure =
  | 'webhook_status'
  | 'webhook_gone'
  | 'webhook_timeout'
  | 'webhook_redirect'
  | 'webhook_private_address'
  | 'webhook_network'

/** The address did not take the event; it is tried again. */
export class WebhookFailedError extends AppError {
  readonly code: WebhookFailure
  readonly status = 502
  override readonly retryable = true
  /** The receiver asked to wait so long. */
  readonly retryAfterMs?: number

  constructor(code: WebhookFailure, facts: Record<string, number> = {}, retryAfterMs?: number) {
    super('the address did not take the event', facts)
    this.code = code
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs
  }
}
