import { AppError } from '#domain/errors'

/** The account is somebody else's, and no decision of late says by whose word. */
export class AccountTakenError extends AppError {
  readonly code = 'account_taken'
  readonly status = 409
}

/** Somebody launches by the account: whose it is has not to be decided. */
export class AccountLaunchesError extends AppError {
  readonly code = 'account_launches'
  readonly status = 409
}
