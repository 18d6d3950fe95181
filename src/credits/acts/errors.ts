import { CLAIM_FAULTS } from '#domain/entries/paper-claim'
import { AppError, InvalidInputError } from '#domain/errors'
import type { ActFault } from './contract.ts'

const FIELD: Readonly<Record<ActFault, string>> = {
  ...CLAIM_FAULTS,
  'number-missing': 'number',
  'own-hours': 'roster',
  nobody: 'roster',
}

export const fieldOfActFault = (code: ActFault): string => FIELD[code]

/** The act does not hold; nothing was written. */
export class ActRefusedError extends InvalidInputError {
  readonly faults: readonly ActFault[]

  constructor(faults: readonly ActFault[]) {
    super(
      'the act does not hold',
      faults.map(code => ({ path: FIELD[code], message: code })),
    )
    this.faults = faults
  }
}

/** An act with this number is there and says something else; `number` and `id` name it. */
export class ActDiffersError extends AppError {
  readonly code = 'act_differs'
  readonly status = 409
}

/** The act carries the scan of another sheet already; one act, one sheet. */
export class ActScannedError extends AppError {
  readonly code = 'act_scanned'
  readonly status = 409
}
