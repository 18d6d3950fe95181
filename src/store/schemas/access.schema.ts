/** Sessions, begun logins and platforms. What has expired is removed by MongoDB (TTL) and not found before that. */
import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { LaunchAttempt, PlatformRegistration, Session } from '../ports/access.ts'
import { embedded, list, ownId, strict, text } from './options.ts'

/** A session that is over stays for a day, so that a form sent too late still has its person. */
const OVER_KEPT_SECONDS = 86_400

const expiry = { type: Date, required: true } as const

/** `_id` is the token's hash. */
export type SessionDoc = Omit<Session, 'tokenHash'> & { _id: string }

export const sessionSchema = new Schema(
  {
    _id: ownId,
    personId: text,
    name: String,
    roles: list(String),
    deployment: text,
    context: new Schema({ id: text, title: String }, embedded),
    language: text,
    keysOff: Boolean,
    leftOut: list(String),
    asked: new Schema({ path: text, fields: Schema.Types.Mixed }, embedded),
    platformOrigin: text,
    returnUrl: String,
    createdAt: text,
    expiresAt: expiry,
  },
  strict,
)
  .index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: OVER_KEPT_SECONDS })
  .index({ deployment: 1 }, { name: 'deployment' })
  .index({ personId: 1 }, { name: 'person' })

/** `_id` is the state's hash. */
export type LaunchAttemptDoc = Omit<LaunchAttempt, 'stateHash'> & { _id: string }

export const launchAttemptSchema = new Schema(
  {
    _id: ownId,
    nonceHash: text,
    browserHash: text,
    issuer: text,
    clientId: text,
    targetLinkUri: text,
    loginHint: String,
    messageHint: String,
    storageTarget: String,
    restarted: Boolean,
    held: String,
    createdAt: text,
    expiresAt: expiry,
    usedAt: String,
  },
  strict,
).index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 })

export type PlatformDoc = Stored<PlatformRegistration>

const deployment = new Schema({ id: text, approved: Boolean, seenAt: text }, embedded)
const rotation = new Schema({ from: text, by: text, byName: text, at: text }, embedded)

export const platformSchema = new Schema(
  {
    _id: ownId,
    name: text,
    issuer: text,
    clientId: text,
    authUrl: text,
    tokenUrl: text,
    jwksUrl: text,
    active: Boolean,
    deployments: list(deployment),
    managers: { type: [String], default: undefined },
    rotation,
    createdAt: text,
  },
  strict,
).index({ issuer: 1, clientId: 1 }, { name: 'client', unique: true })
