/** One try: signed, sent, written down; an address that fails is left in peace for a while. */
import type { WebhookDelivery, WebhookEndpoint, WebhookHealth } from '#store/ports/webhooks'
import type { WebhooksDeps } from './deps.ts'
import { WebhookFailedError } from './errors.ts'
import { messageIdOf, signedHeaders } from './signature.ts'

/** What is told: the body is `{id, type, timestamp, data}`. */
export interface Message {
  eventId: string
  type: string
  /** ISO instant of what happened. */
  timestamp: string
  data: Record<string, unknown>
}

const FIRST_REST_MS = 30_000
const LONGEST_REST_MS = 15 * 60_000
const GONE = 410

/** @returns what stands in the record of deliveries; a failure is an answer */
export async function tryOnce(
  deps: WebhooksDeps,
  endpoint: WebhookEndpoint,
  message: Message,
): Promise<{ delivery: WebhookDelivery; failure: WebhookFailedError | null }> {
  const started = deps.now()
  const id = messageIdOf(endpoint.id, message.eventId)
  const { type, timestamp, data } = message
  const body = JSON.stringify({ id, type, timestamp, data })
  const secrets = livingSecrets(endpoint, started).map(({ sealed }) => deps.open(sealed))
  const clock = performance.now()
  const result = await post(deps, endpoint.url, { headers: signedHeaders(secrets, id, started, body), body })
  const delivery: WebhookDelivery = {
    id: deps.newId(),
    endpointId: endpoint.id,
    messageId: id,
    eventId: message.eventId,
    type,
    at: started,
    ok: result.failure === null,
    ...(result.status !== undefined && { status: result.status }),
    ...(result.failure && { error: result.failure.code }),
    durationMs: Math.round(performance.now() - clock),
  }
  await deps.stores.webhooks.note(delivery)
  return { delivery, failure: result.failure }
}

async function post(
  deps: WebhooksDeps,
  url: string,
  request: Parameters<WebhooksDeps['post']>[1],
): Promise<{ status?: number; failure: WebhookFailedError | null }> {
  try {
    const { status, retryAfterMs } = await deps.post(url, request)
    if (status >= 200 && status < 300) return { status, failure: null }
    const code = status === GONE ? 'webhook_gone' : 'webhook_status'
    return { status, failure: new WebhookFailedError(code, { status }, retryAfterMs) }
  } catch (error) {
    if (error instanceof WebhookFailedError) return { failure: error }
    throw error
  }
}

/** The present secret, and the one before it until its time is over. */
export function livingSecrets({ secrets }: WebhookEndpoint, now: Date): WebhookEndpoint['secrets'] {
  return secrets.filter(({ until }) => until === undefined || until > now.toISOString())
}

/** Rests grow with failures in a row; several learners that fail at one moment are one failure. */
export function healthAfter(
  health: WebhookHealth,
  failure: WebhookFailedError | null,
  now: Date,
): WebhookHealth {
  if (failure === null) return health.failures === 0 ? health : { failures: 0 }
  if (isResting(health, now)) return health
  const failures = health.failures + 1
  const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (failures - 1))
  return { failures, restUntil: new Date(now.getTime() + rest).toISOString(), error: failure.code }
}

export const isResting = ({ restUntil }: WebhookHealth, now: Date): boolean =>
  restUntil !== undefined && restUntil > now.toISOString()
