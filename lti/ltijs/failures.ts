import { isObject } from '../launch/claims.ts'
import { ServiceFailedError } from '../library.ts'

/** Statuses after which the same request may work later; 401 too: the token may have been revoked. */
const RETRYABLE = new Set([401, 408, 425, 429])

/** Runs one call of a service and gives its failure our class; what the platform said stays hidden. */
export async function callService<T>(service: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (hidden) {
    const { code, response, name } = hidden as { code?: string; name?: string; response?: unknown }
    const status =
      isObject(response) && typeof response.statusCode === 'number' ? response.statusCode : undefined
    if (status !== undefined) {
      const retryable = RETRYABLE.has(status) || status >= 500
      throw new ServiceFailedError(service, `HTTP ${status}`, { status, retryable, hidden })
    }
    const reason = reasonOf(code, name)
    throw new ServiceFailedError(service, reason, {
      retryable: reason === 'timeout' || reason === 'network',
      hidden,
    })
  }
}

function reasonOf(code: string | undefined, name: string | undefined): string {
  if (code === 'EPRIVATE') return 'private-address'
  if (name === 'TimeoutError') return 'timeout'
  if (name === 'CancelError') return 'too-large'
  if (name === 'RequestError') return 'network'
  return 'unexpected'
}
