/** The HTTP client of connectors: paced, bounded, retried, silent about secrets. */
import { ConnectorError } from '../contract.ts'
import { type BackoffLimits, backoffMs, defaultBackoff, parseRetryAfter } from './backoff.ts'
import { decodeBody } from './body.ts'
import { encodeForm, type FormValue } from './form.ts'
import { faultOfStatus, faultOfThrown } from './http-faults.ts'
import { createAgents, defaultHttpLimits, type HttpAnswer, type HttpLimits, sendForm } from './http-send.ts'
import { createPacer, type PaceLimits } from './pacer.ts'
import { createRedactor } from './redact.ts'
import { type Runtime, systemRuntime } from './runtime.ts'

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

export interface HttpClient {
  /** @throws {ConnectorError} when tries are spent, or at once if another try cannot help */
  post<T>(request: FormRequest<T>): Promise<T>
}

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const runtime = options.runtime ?? systemRuntime
  const backoff = { ...defaultBackoff, ...options.backoff }
  const pacer = createPacer(options.pace, runtime)
  const redact = createRedactor(options.secrets)
  const send = {
    limits: { ...defaultHttpLimits, ...options.limits },
    allowPrivateAddresses: options.allowPrivateAddresses,
    agents: createAgents(),
    redact,
    runtime,
  }

  async function tryOnce<T>(
    request: FormRequest<T>,
  ): Promise<{ value: T } | { fault: ConnectorError; waitMs: number | null }> {
    let answer: HttpAnswer | undefined
    try {
      options.onCall?.(request.name)
      answer = await sendForm(request.url, encodeForm(request.form), request.signal, send)
      const refused = faultOfStatus(answer.status, answer.headers)
      if (refused) throw refused
      return { value: await request.read(decodeBody(answer.bytes, answer.headers['content-type'])) }
    } catch (thrown) {
      if (!(thrown instanceof ConnectorError)) throw thrown
      return { fault: thrown, waitMs: parseRetryAfter(answer?.headers['retry-after'], options.now()) }
    }
  }

  async function post<T>(request: FormRequest<T>): Promise<T> {
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

  return {
    post: async request => {
      try {
        return await post(request)
      } catch (thrown) {
        if (thrown instanceof ConnectorError) throw thrown
        if (request.signal.aborted) throw faultOfThrown(thrown, 'cancelled', redact)
        throw thrown
      }
    },
  }
}
