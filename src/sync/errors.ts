import { AppError } from '#domain/errors'

/** A pull of this connection runs already; two at once would only get in each other's way. */
export class SyncRunningError extends AppError {
  readonly code = 'sync_running'
  readonly status = 409
  override readonly retryable = true
  readonly remedy =
    'If its process was killed, its lease ends within a minute; the next pull then goes on where it stopped.'

  /** @param since ISO instant at which the other run began, if it is known */
  constructor(connection: string, since: string | null) {
    super(
      since
        ? `a pull of «${connection}» has been running since ${since}; wait for it or cancel it`
        : `a pull of «${connection}» is running; wait for it or cancel it`,
      { connection, ...(since && { since }) },
    )
  }
}

/** Another process took the connection over; what was stored stays, the other one goes on from the last checkpoint. */
export class LeaseLostError extends AppError {
  readonly code = 'lease_lost'
  readonly status = 409
  override readonly retryable = true
}

/** The connection's type, settings or secrets do not hold: an administrator has to correct them. */
export class ConnectionFaultyError extends AppError {
  readonly code = 'connection_faulty'
  readonly status = 422
  readonly remedy: string

  constructor(message: string, remedy: string) {
    super(message)
    this.remedy = remedy
  }
}

/** The connection is being set up, or switched off: nobody pulls it. */
export class ConnectionOffError extends AppError {
  readonly code = 'connection_off'
  readonly status = 409
}

/** The run has ended: there is nothing to go on with. */
export class RunNotOpenError extends AppError {
  readonly code = 'run_not_open'
  readonly status = 409
}

/** The run holds no removals (any more): somebody decided, or a newer pass looked again. */
export class NothingHeldError extends AppError {
  readonly code = 'nothing_held'
  readonly status = 409
}
