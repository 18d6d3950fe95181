import type { LtiCode } from './codes.ts'

/** Who sees what of a failure: three fields, never mixed. */
export interface ErrorDetail {
  /** The client sees it: filled into the text, part of the JSON. */
  facts?: Record<string, string | number>
  /** Only the log sees it: no tokens, no personal data. */
  log?: Record<string, string | number>
  /** Stays in the process: what failed underneath. */
  hidden?: unknown
}

const words = (className: string): string =>
  className
    .replace(/Error$/, '')
    .replace(/(?<=.)([A-Z])/g, ' $1')
    .toLowerCase()

/** Every expected failure of login, launch and services: callers switch on `code`. */
export abstract class LtiError extends Error {
  abstract readonly code: LtiCode
  /** HTTP status it maps to. */
  abstract readonly status: number
  readonly retryable: boolean = false
  readonly facts: Readonly<Record<string, string | number>>
  readonly log: Readonly<Record<string, string | number>>
  /** The person's language as the platform named it, once the token is proven. */
  locale?: string
  /** The registration that the launch came from, once it is known. */
  registrationId?: string

  constructor(detail: ErrorDetail = {}) {
    super(words(new.target.name), detail.hidden === undefined ? undefined : { cause: detail.hidden })
    this.name = new.target.name
    this.facts = detail.facts ?? {}
    this.log = detail.log ?? {}
  }
}
