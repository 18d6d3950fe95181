import { CLAIM_FAULTS } from '#domain/entries/paper-claim'
import { AppError, InvalidInputError } from '#domain/errors'
import type { ProofDoubt, ProofFault } from './contract.ts'

const FIELD: Readonly<Record<ProofFault | ProofDoubt['code'], string>> = {
  ...CLAIM_FAULTS,
  'scan-missing': 'scan',
  'scan-gone': 'scan',
  'outside-term': 'date',
  'looks-like-duplicate': 'title',
}

export const fieldOfFault = (code: ProofFault | ProofDoubt['code']): string => FIELD[code]

/** The proof does not hold yet; nothing was written. */
export class ProofRefusedError extends InvalidInputError {
  readonly faults: readonly ProofFault[]
  readonly doubts: readonly ProofDoubt[]

  constructor(faults: readonly ProofFault[], doubts: readonly ProofDoubt[] = []) {
    const codes = [...faults, ...doubts.map(doubt => doubt.code)]
    super(
      'the proof does not hold',
      codes.map(code => ({ path: fieldOfFault(code), message: code })),
    )
    this.faults = faults
    this.doubts = doubts
  }
}

/** The learner left the programme or finished it: nothing is added to this book. */
export class BookClosedError extends AppError {
  readonly code = 'book_closed'
  readonly status = 409
}
