/** Invitations to register, and what launches did. An invitation stays a month after its end: used is told from unknown. */
import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { Invitation, LaunchEvent } from '../ports/launches.ts'
import { ownId, strict, text } from './options.ts'

const MONTH_SECONDS = 30 * 24 * 3600

/** `_id` is the code's hash. */
export type InvitationDoc = Omit<Invitation, 'codeHash'> & { _id: string }

export const invitationSchema = new Schema(
  {
    _id: ownId,
    name: text,
    issuer: String,
    managers: { type: [String], default: undefined },
    createdAt: text,
    expiresAt: { type: Date, required: true },
    usedAt: String,
    platformId: String,
  },
  strict,
).index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: MONTH_SECONDS })

export type LaunchEventDoc = Stored<LaunchEvent>

export const launchEventSchema = new Schema(
  {
    _id: ownId,
    at: { type: Date, required: true },
    kind: text,
    platformId: String,
    rung: String,
    messageType: String,
    errorId: String,
    code: String,
    facts: String,
  },
  strict,
).index({ at: 1 }, { name: 'age', expireAfterSeconds: MONTH_SECONDS })
