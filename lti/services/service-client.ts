/**
 * Requests to a platform's services: a token by the scopes, deadlines, a size cap, no private addresses unless allowed,
 * and the retries that make sense while somebody waits. Longer waits are the outbox's.
 */
import { type FetchedText, FetchFailedError, type FetchRequest, fetchLimited } from '../http/fetch-limited.ts'
import { SERVICE_MAX_BYTES, SERVICE_TIMEOUT_MS } from '../http/limits.ts'
import { type LtiLibrary, ServiceFailedError } from '../library.ts'
import type { Clock, PlatformRegistration } from '../ports.ts'
import { isPassing, retryAfterMs, ServiceAnswerError } from './errors.ts'
import { createTokens } from './tokens.ts'

export interface ServiceClientDeps {
  library: Pick<LtiLibrary, 'accessToken'>
  allowPrivateAddresses: boolean
  now: Clock
  /** 0 ≤ x < 1. */
  random(): number
  sleep(ms: number): Promise<void>
}

export interface ServiceRequest extends FetchRequest {
  /** For errors: `names-and-roles`, `line-items`, `scores`. */
  service: string
  url: string
  scopes: readonly string[]
  /** Repeating it would make a second thing: whoever asks looks first whether the first one was heard. */
  once?: boolean
}

export type ServiceClient = (platform: PlatformRegistration, request: ServiceRequest) => Promise<FetchedText>

/** Tries of one request while its caller waits, and the longest wait between two of them. */
const TRIES = 3
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 5_000

/**
 * @returns a function that answers any 2xx
 * @throws {ServiceAnswerError} for other statuses: never tried again for 4xx but one fresh token after 401, and 408, 425,
 *   429; tried again for 5xx and faults of the network, unless the platform asks to wait longer than `LONGEST_WAIT_MS`
 * @throws {ServiceFailedError} for silence and faults of the network
 */
export function createServiceClient(deps: ServiceClientDeps): ServiceClient {
  const tokens = createTokens(deps.library, deps.now)

  async function send(request: ServiceRequest, token: string): Promise<FetchedText> {
    const { method, headers, body, service, url } = request
    const limits = {
      timeoutMs: SERVICE_TIMEOUT_MS,
      maxBytes: SERVICE_MAX_BYTES,
      allowPrivateAddresses: deps.allowPrivateAddresses,
    }
    const sent = {
      ...(method && { method }),
      ...(body !== undefined && { body }),
      headers: { ...headers, authorization: `Bearer ${token}` },
    }
    try {
      return await fetchLimited(url, limits, sent)
    } catch (error) {
      if (!(error instanceof FetchFailedError)) throw error
      const retryable = error.reason === 'timeout' || error.reason === 'network'
      throw new ServiceFailedError(service, error.reason, { retryable, hidden: error })
    }
  }

  /** One try; a token that was refused is replaced once. */
  async function attempt(platform: PlatformRegistration, request: ServiceRequest): Promise<FetchedText> {
    const token = await tokens.get(platform, request.scopes)
    const answer = await send(request, token)
    if (answer.status !== 401) return demandSuccess(answer, request)
    return demandSuccess(await send(request, await tokens.get(platform, request.scopes, token)), request)
  }

  function demandSuccess(answer: FetchedText, { service }: ServiceRequest): FetchedText {
    if (answer.status >= 200 && answer.status < 300) return answer
    throw new ServiceAnswerError(
      service,
      answer.status,
      retryAfterMs(answer.headers['retry-after'], deps.now()),
    )
  }

  return async (platform, request) => {
    for (let tried = 1; ; tried++) {
      try {
        return await attempt(platform, request)
      } catch (error) {
        const waitMs = tried < TRIES && !request.once ? waitAfter(error, tried, deps.random()) : undefined
        if (waitMs === undefined) throw error
        await deps.sleep(waitMs)
      }
    }
  }
}

/** `undefined`: not worth another try now. */
function waitAfter(error: unknown, tried: number, chance: number): number | undefined {
  if (!(error instanceof ServiceFailedError && error.retryable)) return undefined
  if (error instanceof ServiceAnswerError && error.retryAfterMs !== undefined) {
    return error.retryAfterMs <= LONGEST_WAIT_MS ? error.retryAfterMs : undefined
  }
  if (error instanceof ServiceAnswerError && !isPassing(error.httpStatus)) return undefined
  return FIRST_WAIT_MS * 2 ** (tried - 1) * (1 + chance)
}
