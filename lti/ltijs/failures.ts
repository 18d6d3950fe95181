import { isObject } from '../launch/claims.ts'
import { ServiceFailedError } from '../library.ts'
import { isPassing } from '../services/errors.ts'

/** Runs one call of a service and gives its failure our class; what the platform said stays hidden. */
export async function callService<T>(service: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (hidden) {
    const { code, response, name } = hidden as { code?: string; name?: string; response?: unknown }
    const status =
      isObject(response) && typeof response.statusCode === 'number' ? response.statusCode : undefined
    if (status !== undefined) {
      // a token may have been revoked: another one is got
      const retryable = status === 401 || isPassing(status)
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
