import type { SourceColumn } from './contract.ts'

/** Whose fault it is decides what happens next: retried, shown to the administrator, or recorded against one record. */
export type FaultKind =
  | 'config'
  | 'auth'
  | 'forbidden'
  | 'rate-limited'
  | 'transient'
  | 'protocol'
  | 'data'
  | 'cancelled'

/** A call of a source failed for good (retries are spent). */
export class ConnectorError extends Error {
  readonly status = 502
  readonly code: string
  readonly kind: FaultKind
  readonly retryable: boolean
  /** What a person can do about it. */
  readonly remedy: string | undefined

  constructor(facts: { code: string; kind: FaultKind; message: string; remedy?: string; cause?: unknown }) {
    super(facts.message, { cause: facts.cause })
    this.name = 'ConnectorError'
    this.code = facts.code
    this.kind = facts.kind
    this.retryable = facts.kind === 'transient' || facts.kind === 'rate-limited'
    this.remedy = facts.remedy
  }
}

/** The columns of a table cannot be understood; they are told all the same, so that a person can say what they are. */
export class ColumnsError extends ConnectorError {
  readonly columns: readonly SourceColumn[]

  constructor(columns: readonly SourceColumn[], facts: { code: string; message: string; remedy: string }) {
    super({ ...facts, kind: 'config' })
    this.columns = columns
  }
}
