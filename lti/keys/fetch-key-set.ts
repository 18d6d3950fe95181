import { type FetchedText, FetchFailedError, fetchLimited } from '../http/fetch-limited.ts'
import { isObject } from '../launch/claims.ts'
import type { PublicJwk } from '../ports.ts'
import { KeysUnreachableError } from './errors.ts'

/** A key set as it came, and for how long it may be kept. */
export interface KeySet {
  keys: PublicJwk[]
  maxAgeMs: number
  /** The platform's clock when it answered. */
  servedAt?: Date
}

const KEY_SET_TIMEOUT_MS = 5_000
export const KEY_SET_MAX_BYTES = 256 * 1024

const SHORTEST_MAX_AGE_MS = 60_000
const DEFAULT_MAX_AGE_MS = 10 * 60_000
const LONGEST_MAX_AGE_MS = 24 * 3_600_000

/**
 * Reads a platform's key set.
 *
 * @throws {KeysUnreachableError} with `log.reason`: a fault of the network, `status`, or `not-a-key-set`
 * @see RFC 7517 §5; Security Framework 1.0 §6.3
 */
export async function fetchKeySet(jwksUrl: string, allowPrivateAddresses: boolean): Promise<KeySet> {
  const answer = await ask(jwksUrl, allowPrivateAddresses)
  if (answer.status !== 200) throw unreachable(jwksUrl, 'status', { status: answer.status })
  const keys = parseKeys(jwksUrl, answer.body)
  const served = Date.parse(answer.headers.date ?? '')
  return {
    keys,
    maxAgeMs: maxAgeOf(answer.headers['cache-control']),
    ...(Number.isNaN(served) ? {} : { servedAt: new Date(served) }),
  }
}

async function ask(jwksUrl: string, allowPrivateAddresses: boolean): Promise<FetchedText> {
  const limits = { timeoutMs: KEY_SET_TIMEOUT_MS, maxBytes: KEY_SET_MAX_BYTES, allowPrivateAddresses }
  try {
    return await fetchLimited(jwksUrl, limits)
  } catch (error) {
    throw unreachable(jwksUrl, error instanceof FetchFailedError ? error.reason : 'network', {}, error)
  }
}

function parseKeys(jwksUrl: string, body: string): PublicJwk[] {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch (hidden) {
    throw unreachable(jwksUrl, 'not-a-key-set', {}, hidden)
  }
  if (!isObject(value) || !Array.isArray(value.keys)) throw unreachable(jwksUrl, 'not-a-key-set')
  return value.keys.filter(isObject)
}

/**
 * For how long a key set may be kept, ms: as `max-age` says, a day at most; ten minutes if the platform does not
 * say. `no-store`, `no-cache` and `max-age=0` are what frameworks send for pages of people (Rails, so Canvas): they
 * count as a minute, else every launch would wait for the platform.
 */
export function maxAgeOf(cacheControl: string | undefined): number {
  const seconds = /\bmax-age=(\d{1,9})\b/i.exec(cacheControl ?? '')?.[1]
  const never = /\bno-(store|cache)\b/i.test(cacheControl ?? '') || Number(seconds) === 0
  if (never) return SHORTEST_MAX_AGE_MS
  return seconds === undefined ? DEFAULT_MAX_AGE_MS : Math.min(Number(seconds) * 1000, LONGEST_MAX_AGE_MS)
}

function unreachable(
  jwksUrl: string,
  reason: string,
  log: Record<string, number> = {},
  hidden?: unknown,
): KeysUnreachableError {
  const host = new URL(jwksUrl).host
  return new KeysUnreachableError({ facts: { host, reason }, log: { host, reason, ...log }, hidden })
}
