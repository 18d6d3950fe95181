/** One request, one answer: timed, counted, followed nowhere. */
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import axios, { type AxiosRequestConfig } from 'axios'
import type { Redact } from '../redact.ts'
import type { Runtime } from '../runtime.ts'
import { createGuardedLookup, refusePrivateUrl } from './address-guard.ts'
import { type AbortReason, faultOfThrown } from './faults.ts'

export interface HttpLimits {
  /** From the start of the request to the answer's headers. */
  headersMs: number
  /** The longest silence inside a body. */
  stallMs: number
  /** The whole exchange. */
  totalMs: number
  /** The largest body, counted after decompression. */
  bodyBytes: number
}

export const defaultHttpLimits: HttpLimits = {
  headersMs: 60_000,
  stallMs: 30_000,
  totalMs: 300_000,
  bodyBytes: 64 << 20,
}

export interface HttpAnswer {
  status: number
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>
  bytes: Uint8Array
}

export interface SendOptions {
  limits: HttpLimits
  allowPrivateAddresses: boolean
  /** Connections of this client alone: one that somebody else opened was not guarded. */
  agents: Agents
  redact: Redact
  runtime: Pick<Runtime, 'resolve'>
}

export interface Agents {
  httpAgent: HttpAgent
  httpsAgent: HttpsAgent
}

export function createAgents(): Agents {
  return { httpAgent: new HttpAgent({ keepAlive: true }), httpsAgent: new HttpsAgent({ keepAlive: true }) }
}

export interface Outgoing {
  url: string
  /** An encoded form to POST; without one the address is read by GET. */
  form?: string
  /** e.g. `authorization`; never logged. */
  headers?: Readonly<Record<string, string>>
}

/** @throws {ConnectorError} if no whole answer came; any status is an answer */
export async function send(
  outgoing: Outgoing,
  signal: AbortSignal,
  options: SendOptions,
): Promise<HttpAnswer> {
  const watch = createWatch(signal, options.limits)
  try {
    if (!options.allowPrivateAddresses) refusePrivateUrl(outgoing.url)
    const response = await axios.request<Readable>(requestConfig(outgoing, watch.signal, options))
    watch.onHeaders()
    const headers = plainHeaders(response.headers)
    const body = decompressed(response.data, headers['content-encoding'])
    const bytes = await readBody(body, watch, options.limits.bodyBytes)
    return { status: response.status, headers, bytes }
  } catch (thrown) {
    throw faultOfThrown(thrown, watch.reason(), options.redact)
  } finally {
    watch.close()
  }
}

function requestConfig(
  { url, form, headers }: Outgoing,
  signal: AbortSignal,
  options: SendOptions,
): AxiosRequestConfig {
  const lookup = createGuardedLookup(options.runtime.resolve) as unknown as NonNullable<
    AxiosRequestConfig['lookup']
  >
  return {
    method: form === undefined ? 'get' : 'post',
    url,
    ...(form === undefined ? {} : { data: form }),
    headers: {
      ...headers,
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      'user-agent': 'zachetka',
      accept: '*/*',
      'accept-encoding': 'gzip',
    },
    responseType: 'stream',
    decompress: false,
    validateStatus: () => true,
    maxRedirects: 0,
    proxy: false,
    signal,
    ...options.agents,
    ...(options.allowPrivateAddresses ? {} : { lookup }),
  }
}

interface Watch {
  signal: AbortSignal
  reason(): AbortReason | null
  onHeaders(): void
  onChunk(): void
  abort(reason: AbortReason): void
  close(): void
}

/** Aborts the request for the first of: the caller's signal, no headers, a stalled body, too long in all. */
function createWatch(signal: AbortSignal, limits: HttpLimits): Watch {
  const controller = new AbortController()
  let reason: AbortReason | null = null
  const abort = (why: AbortReason): void => {
    reason ??= why
    controller.abort()
  }
  const cancel = (): void => abort('cancelled')
  if (signal.aborted) cancel()
  signal.addEventListener('abort', cancel, { once: true })
  const total = setTimeout(() => abort('too-slow'), limits.totalMs)
  let step = setTimeout(() => abort('no-answer'), limits.headersMs)
  const expectChunk = (): void => {
    clearTimeout(step)
    step = setTimeout(() => abort('stalled'), limits.stallMs)
  }
  const close = (): void => {
    clearTimeout(total)
    clearTimeout(step)
    signal.removeEventListener('abort', cancel)
  }
  return {
    signal: controller.signal,
    reason: () => reason,
    onHeaders: expectChunk,
    onChunk: expectChunk,
    abort,
    close,
  }
}

/** axios takes a compressed body that was cut short for a whole one; this does not. */
function decompressed(stream: Readable, encoding: string | undefined): Readable {
  if (!/^(x-)?gzip$/i.test(encoding ?? '')) return stream
  return pipeline(stream, createGunzip(), () => {})
}

async function readBody(stream: Readable, watch: Watch, maxBytes: number): Promise<Uint8Array> {
  const destroy = (): void => void stream.destroy()
  watch.signal.addEventListener('abort', destroy, { once: true })
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    watch.onChunk()
    size += chunk.length
    if (size > maxBytes) watch.abort('too-large')
    watch.signal.throwIfAborted()
    chunks.push(chunk)
  }
  watch.signal.throwIfAborted()
  return Buffer.concat(chunks)
}

function plainHeaders(headers: object): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => typeof value === 'string')
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value as string]))
}
