/** Events, how far they were heard, and what could not be delivered. */
import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { DeadLetter, Delivery, OutboxEvent, TouchedBook } from '../ports/outbox.ts'
import { ownId, strict, text } from './options.ts'

const count = { type: Number, required: true } as const

export type OutboxEventDoc = Stored<OutboxEvent>

export const outboxEventSchema = new Schema(
  { _id: ownId, stream: text, seq: count, type: text, at: text, data: Schema.Types.Mixed },
  strict,
).index({ stream: 1, seq: 1 }, { name: 'order', unique: true })

/** `isPending`: `wanted` is beyond `done`. `notBefore`: end of a lease, or of the wait after a failure. */
export type DeliveryDoc = Delivery & { _id: string; isPending: boolean; notBefore: Date; token?: string }

export const deliverySchema = new Schema(
  {
    _id: ownId,
    subscriber: text,
    stream: text,
    done: count,
    wanted: count,
    attempts: count,
    error: String,
    isPending: Boolean,
    notBefore: Date,
    token: String,
  },
  strict,
)
  .index({ subscriber: 1, isPending: 1, notBefore: 1 }, { name: 'due' })
  .index({ stream: 1 }, { name: 'stream' })

export type DeadLetterDoc = Stored<DeadLetter>

export const deadLetterSchema = new Schema(
  {
    _id: ownId,
    subscriber: text,
    stream: text,
    eventId: text,
    type: text,
    at: text,
    attempts: count,
    code: text,
    replay: Boolean,
  },
  strict,
).index({ subscriber: 1, replay: 1, _id: 1 }, { name: 'replay' })

export type TouchedBookDoc = TouchedBook & { _id: string }

export const touchedBookSchema = new Schema(
  { _id: ownId, learnerId: text, programmeId: text, touchedAt: Date },
  strict,
)
