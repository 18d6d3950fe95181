/** The HTTP client of connectors: paced, bounded, retried, silent about secrets. */
import { ConnectorError } from '../../errors.ts'
import { createRedactor } from '../redact.ts'
import { type Runtime, systemRuntime } from '../runtime.ts'
import { type BackoffLimits, backoffMs, defaultBackoff, parseRetryAfter } from './backoff.ts'
import { decodeBody } from './body.ts'
import { faultOfStatus, faultOfThrown } from './faults.ts'
import { encodeForm, type FormValue } from './form.ts'
import { createPacer, type PaceLimits } from './pacer.ts'
import {
  createAgents,
  defaultHttpLimits,
  type HttpAnswer,
  type HttpLimits,
  type Outgoing,
  send,
} from './send.ts'

export interface HttpClientOptions {
  pace: PaceLimits
  limits?: Partial<HttpLimits>
  backoff?: Partial<BackoffLimits>
  allowPrivateAddresses: boolean
  /** Values that must never be seen in an error. */
  secrets: readonly string[]
  now(): Date
  log(event: string, facts: Record<string, unknown>): void
  onCall?(name: string): void
  runtime?: Runtime
}

export interface FormRequest<T> {
  /** For the log and the count of calls, e.g. the web service function. */
  name: string
  url: string
  form: { readonly [key: string]: FormValue }
  signal: AbortSignal
  /**
   * Text of a 2xx answer → value. It may throw a {@link ConnectorError}: a fault told with status 200 is retried like
   * any other if its kind allows.
   */
  read(text: string): T | Promise<T>
}

export interface FileRequest<T> {
  name: string
  url: string
  headers?: Readonly<Record<string, string>>
  signal: AbortSignal
  /** The bytes of a 2xx answer → value; as {@link FormRequest.read}. */
  read(answer: HttpAnswer): T | Promise<T>
}

export interface HttpClient {
  /** @throws {ConnectorError} when tries are spent, or at once if another try cannot help */
  post<T>(request: FormRequest<T>): Promise<T>
  /** Reads a file; follows up to three redirects inside the same origin. @throws as `post` */
  get<T>(request: FileRequest<T>): Promise<T>
}

/** What the tries of `post` and `get` have in common. */
interface Exchange<T> {
  name: string
  signal: AbortSignal
  send(): Promise<HttpAnswer>
  read(answer: HttpAnswer): T | Promise<T>
}

const redirectsAtMost = 3

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const runtime = options.runtime ?? systemRuntime
  const backoff = { ...defaultBackoff, ...options.backoff }
  const pacer = createPacer(options.pace, runtime)
  const redact = createRedactor(options.secrets)
  const sendOptions = {
    limits: { ...defaultHttpLimits, ...options.limits },
    allowPrivateAddresses: options.allowPrivateAddresses,
    agents: createAgents(),
    redact,
    runtime,
  }

  async function tryOnce<T>(
    request: Exchange<T>,
  ): Promise<{ value: T } | { fault: ConnectorError; waitMs: number | null }> {
    let answer: HttpAnswer | undefined
    try {
      options.onCall?.(request.name)
      answer = await request.send()
      const refused = faultOfStatus(answer.status, answer.headers)
      if (refused) throw refused
      return { value: await request.read(answer) }
    } catch (thrown) {
      if (!(thrown instanceof ConnectorError)) throw thrown
      return { fault: thrown, waitMs: parseRetryAfter(answer?.headers['retry-after'], options.now()) }
    }
  }

  async function tryAgain<T>(request: Exchange<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const result = await pacer.run(() => tryOnce(request), request.signal)
      if ('value' in result) return result.value
      const { fault, waitMs } = result
      const tooLong = waitMs !== null && waitMs > backoff.maxRetryAfterMs
      if (!fault.retryable || attempt >= backoff.attempts || tooLong) throw fault
      const delayMs = waitMs ?? backoffMs(attempt, backoff, runtime.random)
      options.log('source.retry', { call: request.name, code: fault.code, attempt, delayMs })
      if (fault.kind === 'rate-limited') pacer.pause(delayMs)
      await runtime.sleep(delayMs, request.signal)
    }
  }

  async function run<T>(request: Exchange<T>): Promise<T> {
    try {
      return await tryAgain(request)
    } catch (thrown) {
      if (thrown instanceof ConnectorError) throw thrown
      if (request.signal.aborted) throw faultOfThrown(thrown, 'cancelled', redact)
      throw thrown
    }
  }

  return {
    post: ({ name, url, form, signal, read }) =>
      run({
        name,
        signal,
        send: () => send({ url, form: encodeForm(form) }, signal, sendOptions),
        read: answer => read(decodeBody(answer.bytes, answer.headers['content-type'])),
      }),
    get: ({ name, url, headers, signal, read }) =>
      run({
        name,
        signal,
        send: () => follow({ url, ...(headers ? { headers } : {}) }, next => send(next, signal, sendOptions)),
        read,
      }),
  }
}

/** Headers with a login go along, so another origin is never followed: its redirect is the answer. */
async function follow(
  outgoing: Outgoing,
  sendOne: (outgoing: Outgoing) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  let at = outgoing.url
  for (let hop = 0; ; hop++) {
    const answer = await sendOne({ ...outgoing, url: at })
    const location = answer.headers.location
    const isRedirect = answer.status >= 300 && answer.status < 400 && location !== undefined
    if (!isRedirect || hop === redirectsAtMost || !URL.canParse(location, at)) return answer
    const target = new URL(location, at)
    if (target.origin !== new URL(at).origin) return answer
    at = target.href
  }
}
