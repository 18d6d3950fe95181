import { ServiceFailedError } from '../library.ts'

/** What a service answered instead of what was asked. */
export class ServiceAnswerError extends ServiceFailedError {
  readonly httpStatus: number
  /** What `Retry-After` says, ms. */
  readonly retryAfterMs: number | undefined

  constructor(service: string, httpStatus: number, retryAfterMs?: number) {
    super(service, `HTTP ${httpStatus}`, { status: httpStatus, retryable: isPassing(httpStatus) })
    this.httpStatus = httpStatus
    this.retryAfterMs = retryAfterMs
  }
}

/** Statuses after which the same request may work later. A 401 that outlived a fresh token is a refusal. */
export const isPassing = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500

/**
 * @param header `Retry-After`: seconds or a date
 * @returns ms from `now`, not negative; `undefined` if it says nothing
 * @see RFC 9110 §10.2.3
 */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime())
}
