/** Courses of platforms that launch us: grants, places, rosters, grades. */
import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { GradeRecord } from '../ports/grades.ts'
import type { ServiceGrant } from '../ports/grants.ts'
import type { Place, Roster } from '../ports/roster.ts'
import { embedded, list, ownId, strict, text } from './options.ts'

export type GrantDoc = Stored<ServiceGrant>

const launchColumn = new Schema(
  { linkId: text, lineItem: text, programmeId: String, moduleId: String, gone: Boolean },
  embedded,
)
const ownColumn = new Schema(
  { programmeId: text, lineItem: String, madeBy: String, madeUntil: String },
  embedded,
)

export const grantSchema = new Schema(
  {
    _id: ownId,
    registrationId: text,
    issuer: text,
    deployment: text,
    contextId: text,
    contextTitle: String,
    lineItems: String,
    columns: list(launchColumn),
    ownColumns: list(ownColumn),
    nrps: String,
    scopes: list(String),
    seenAt: text,
    revision: { type: Number, required: true },
  },
  strict,
).index({ deployment: 1, _id: 1 }, { name: 'deployment' })

export type PlaceDoc = Stored<Place>

export const placeSchema = new Schema(
  {
    _id: ownId,
    grantId: text,
    issuer: text,
    sub: text,
    roles: list(String),
    active: Boolean,
    inRoster: Boolean,
    launched: Boolean,
    seenAt: text,
    announced: Boolean,
  },
  strict,
)
  .index({ grantId: 1, _id: 1 }, { name: 'grant' })
  .index({ issuer: 1, sub: 1 }, { name: 'account' })
  .index({ announced: 1, _id: 1 }, { name: 'announced' })

export type RosterDoc = Stored<Roster>

const held = new Schema({ since: text, gone: list(String), of: Number }, embedded)
const failure = new Schema({ code: text, reason: text, retryable: Boolean }, embedded)
const conflict = new Schema({ userId: text, connectionId: text, personIds: list(String) }, embedded)

export const rosterSchema = new Schema(
  {
    _id: ownId,
    deployment: text,
    status: text,
    triedAt: text,
    readAt: String,
    active: Number,
    held,
    accepted: new Schema({ by: text, byName: text, at: text }, embedded),
    error: failure,
    failures: Number,
    conflicts: list(conflict),
  },
  strict,
)

export type GradeDoc = Stored<GradeRecord>

const score = new Schema(
  {
    scoreGiven: Number,
    scoreMaximum: Number,
    activityProgress: text,
    gradingProgress: text,
    comment: String,
  },
  embedded,
)
const sent = new Schema({ value: score, at: text }, embedded)

export const gradeSchema = new Schema(
  {
    _id: ownId,
    grantId: text,
    column: text,
    sub: text,
    personId: text,
    programmeId: text,
    state: text,
    value: score,
    timestamp: text,
    sent,
    reason: String,
    updatedAt: text,
  },
  strict,
)
  .index({ grantId: 1, state: 1, _id: 1 }, { name: 'state' })
  .index({ personId: 1 }, { name: 'person' })
