/** Signatures as Standard Webhooks 1.0 has them, so that receivers may use its libraries. */
import { createHash, createHmac } from 'node:crypto'

const PREFIX = 'whsec_'
/** Within the 24 to 64 bytes that the specification asks for. */
export const SECRET_BYTES = 32

export const secretText = (bytes: Uint8Array): string => PREFIX + Buffer.from(bytes).toString('base64')

/** `v1,<base64 of HMAC-SHA256 over id.timestamp.body>` @param at unix seconds */
function sign(secret: string, id: string, at: number, body: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`
}

/** One signature a secret: during a rotation a receiver may know either. */
export function signedHeaders(
  secrets: readonly string[],
  id: string,
  now: Date,
  body: string,
): Record<string, string> {
  const at = Math.floor(now.getTime() / 1000)
  return {
    'content-type': 'application/json',
    'user-agent': 'zachetka-webhooks',
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': secrets.map(secret => sign(secret, id, at, body)).join(' '),
  }
}

/** The same for every try of an event, another for every address; no full stop, which the signature parts by. */
export function messageIdOf(endpointId: string, eventId: string): string {
  const hash = createHash('sha256').update(`${endpointId}|${eventId}`).digest('base64url')
  return `msg_${hash.slice(0, 27)}`
}
