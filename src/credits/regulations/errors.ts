import { AppError } from '#domain/errors'

/** Books are judged by this version already: it can only be followed by a later one. */
export class RegulationInUseError extends AppError {
  readonly code = 'regulation_in_use'
  readonly status = 409
}
