import { InvalidInputError } from '#domain/errors'
import type { RecordFault } from '#domain/records/record'

/** What was written does not hold; nothing was recorded. */
export class RecordRefusedError extends InvalidInputError {
  readonly faults: readonly (RecordFault | { field: 'reason' | 'scan'; code: 'missing' })[]

  constructor(faults: RecordRefusedError['faults']) {
    super(
      'the record does not hold',
      faults.map(({ field, code }) => ({ path: field, message: code })),
    )
    this.faults = faults
  }
}
