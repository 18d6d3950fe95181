import { AppError } from '#domain/errors'
import type { MergeRefusal } from './contract.ts'

/** Two records cannot become one as they are; `refusals` say why. */
export class MergeRefusedError extends AppError {
  readonly code = 'merge_refused'
  readonly status = 409
  readonly refusals: readonly MergeRefusal[]
  readonly issues: readonly { path: string; message: string }[]

  constructor(refusals: readonly MergeRefusal[]) {
    super(`the records cannot become one: ${refusals.join(', ')}`, { refusals: refusals.join(', ') })
    this.refusals = refusals
    this.issues = refusals.map(message => ({ path: 'absorbedId', message }))
  }
}

/** A document was issued on what went over, or the kept record is part of another one now. */
export class MergeInUseError extends AppError {
  readonly code = 'merge_in_use'
  readonly status = 409
}
