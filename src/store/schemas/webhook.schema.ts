import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { WebhookDelivery, WebhookEndpoint } from '../ports/webhooks.ts'
import { embedded, list, ownId, strict, text } from './options.ts'

const MONTH_SECONDS = 30 * 24 * 3600

/** `scope`: absent for every programme. */
export type WebhookDoc = Omit<Stored<WebhookEndpoint>, 'scope'> & { scope?: string[] }

const secret = new Schema({ sealed: text, until: String }, embedded)
const health = new Schema({ failures: Number, restUntil: String, error: String }, embedded)

export const webhookSchema = new Schema(
  {
    _id: ownId,
    title: text,
    url: text,
    events: list(String),
    secrets: list(secret),
    scope: list(String),
    active: { type: Boolean, required: true },
    since: text,
    health,
    createdAt: text,
    createdBy: text,
    createdByName: text,
  },
  strict,
)

export type WebhookDeliveryDoc = Stored<WebhookDelivery>

export const webhookDeliverySchema = new Schema(
  {
    _id: ownId,
    endpointId: text,
    messageId: text,
    eventId: text,
    type: text,
    at: { type: Date, required: true },
    ok: { type: Boolean, required: true },
    status: Number,
    error: String,
    durationMs: Number,
  },
  strict,
)
  .index({ endpointId: 1, at: -1 }, { name: 'newest' })
  .index({ at: 1 }, { name: 'age', expireAfterSeconds: MONTH_SECONDS })
