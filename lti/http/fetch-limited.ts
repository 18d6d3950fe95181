import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { guardedLookup, refusePrivateLiteral } from './guarded-lookup.ts'

/** How far a platform is trusted when we ask it. */
export interface FetchLimits {
  /** Whole exchange, redirects included. */
  timeoutMs: number
  maxBytes: number
  /** For a site inside its own network; off by default. */
  allowPrivateAddresses: boolean
}

export interface FetchRequest {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

export interface FetchedText {
  status: number
  headers: IncomingMessage['headers']
  body: string
}

/** Why an address gave no usable answer; `reason` is stable. */
export class FetchFailedError extends Error {
  readonly reason: 'timeout' | 'too-large' | 'redirect' | 'private-address' | 'protocol' | 'network'

  constructor(reason: FetchFailedError['reason'], options?: ErrorOptions) {
    super(reason, options)
    this.reason = reason
  }
}

const MAX_REDIRECTS = 3

/**
 * Fetches a small text: over a deadline, a size cap, no private addresses unless allowed, redirects only of GET
 * within the same host and never from https to http.
 *
 * @throws {FetchFailedError} for everything but an HTTP answer, whatever its status
 */
export async function fetchLimited(
  address: string,
  limits: FetchLimits,
  request: FetchRequest = {},
): Promise<FetchedText> {
  const signal = AbortSignal.timeout(limits.timeoutMs)
  let url = new URL(address)
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const answer = await exchange(url, limits, request, signal)
    const next = redirectOf(answer, url, request)
    if (next === undefined) return answer
    url = next
  }
  throw new FetchFailedError('redirect')
}

function redirectOf(answer: FetchedText, from: URL, { method = 'GET' }: FetchRequest): URL | undefined {
  if (answer.status < 300 || answer.status > 399 || answer.headers.location === undefined) return undefined
  const to = new URL(answer.headers.location, from)
  const upgrade = from.protocol === 'http:' && to.protocol === 'https:'
  const sameHost = to.host === from.host || (upgrade && to.hostname === from.hostname)
  if (method !== 'GET' || !sameHost || (to.protocol !== from.protocol && !upgrade)) {
    throw new FetchFailedError('redirect')
  }
  return to
}

function exchange(
  url: URL,
  limits: FetchLimits,
  { method = 'GET', headers = {}, body }: FetchRequest,
  signal: AbortSignal,
): Promise<FetchedText> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return Promise.reject(new FetchFailedError('protocol'))
  const options: RequestOptions = { method, headers: { accept: 'application/json', ...headers }, signal }
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(asFetchFailed(error))
    try {
      if (!limits.allowPrivateAddresses) {
        refusePrivateLiteral(url.hostname)
        options.lookup = guardedLookup as NonNullable<RequestOptions['lookup']>
      }
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest
      const outgoing = send(url, options, incoming => readBody(incoming, limits.maxBytes).then(resolve, fail))
      outgoing.on('error', fail)
      outgoing.end(body)
    } catch (error) {
      fail(error)
    }
  })
}

async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<FetchedText> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) {
      incoming.destroy()
      throw new FetchFailedError('too-large')
    }
    chunks.push(chunk)
  }
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

function asFetchFailed(error: unknown): FetchFailedError {
  if (error instanceof FetchFailedError) return error
  const { code, name } = error as { code?: string; name?: string }
  if (code === 'EPRIVATE') return new FetchFailedError('private-address', { cause: error })
  const timedOut = code === 'ABORT_ERR' || name === 'AbortError' || name === 'TimeoutError'
  return new FetchFailedError(timedOut ? 'timeout' : 'network', { cause: error })
}
