/** How webhooks leave the house: over a deadline, to public addresses unless allowed, following no redirect. */
import type { PostWebhook, WebhooksDeps } from '#events/webhooks/deps'
import { WebhookFailedError, type WebhookFailure } from '#events/webhooks/errors'
import { FetchFailedError, fetchLimited } from '#lti/http/fetch-limited'
import { refusePrivateLiteral } from '#lti/http/guarded-lookup'

export interface PostOptions {
  allowPrivateAddresses: boolean
  /** From the first byte to the last, ms. Default 10,000. */
  timeoutMs?: number
}

const TIMEOUT_MS = 10_000
/** An answer is not read for anything but its end. */
const ANSWER_BYTES = 256 * 1024
const LONGEST_WAIT_SECONDS = 3600

const CODES: Record<FetchFailedError['reason'], WebhookFailure> = {
  timeout: 'webhook_timeout',
  redirect: 'webhook_redirect',
  'private-address': 'webhook_private_address',
  network: 'webhook_network',
  protocol: 'webhook_network',
  'too-large': 'webhook_network',
}

export function postWebhook({ allowPrivateAddresses, timeoutMs = TIMEOUT_MS }: PostOptions): PostWebhook {
  return async (url, { headers, body }) => {
    try {
      const limits = { timeoutMs, maxBytes: ANSWER_BYTES, allowPrivateAddresses }
      const length = String(Buffer.byteLength(body))
      const request = { method: 'POST' as const, headers: { ...headers, 'content-length': length }, body }
      const answer = await fetchLimited(url, limits, request)
      const seconds = Number(answer.headers['retry-after'])
      const waits = Number.isFinite(seconds) && seconds > 0
      const retryAfterMs = Math.min(seconds, LONGEST_WAIT_SECONDS) * 1000
      return { status: answer.status, ...(waits && { retryAfterMs }) }
    } catch (error) {
      if (error instanceof FetchFailedError) throw new WebhookFailedError(CODES[error.reason])
      throw error
    }
  }
}

/** By the text of the address alone; a name is judged again by what it resolves to, each time something is sent. */
export function faultOfUrl(allowPrivateAddresses: boolean): WebhooksDeps['faultOfUrl'] {
  return text => {
    if (!URL.canParse(text)) return 'not_http'
    const url = new URL(text)
    if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return 'not_http'
    if (allowPrivateAddresses) return null
    if (url.protocol !== 'https:') return 'not_https'
    return isPrivate(url.hostname) ? 'private' : null
  }
}

function isPrivate(hostname: string): boolean {
  try {
    refusePrivateLiteral(hostname)
    return /(^|\.)localhost\.?$/i.test(hostname)
  } catch {
    return true
  }
}
