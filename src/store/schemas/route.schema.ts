import { Schema } from 'mongoose'
import type { Route } from '#domain/routes/route'
import type { Stored } from '../documents.ts'
import { embedded, list, ownId, strict, text } from './options.ts'
import { versioned } from './versioned.ts'

/** `subjectKey`: unique, of the enrolment or of the school's plan; `open`: somebody has to decide. */
export type RouteDoc = Stored<Route> & { subjectKey: string; open: boolean }

const hoursBy = new Schema({ contact: Number, distance: Number, 'self-study': Number }, embedded)

const item = new Schema(
  {
    id: text,
    title: text,
    kind: text,
    form: String,
    part: String,
    moduleId: String,
    hours: Number,
    hoursBy,
    plannedOn: text,
    plannedUntil: String,
    movedFrom: list(String),
    provider: String,
    forWhom: new Schema({ group: text, learnerIds: list(String) }, embedded),
    details: Schema.Types.Mixed,
  },
  embedded,
)

const signature = new Schema(
  {
    by: text,
    byName: text,
    as: text,
    appointmentId: String,
    at: text,
    comment: String,
    order: new Schema({ number: text, date: text }, embedded),
  },
  embedded,
)

const step = new Schema(
  { does: text, by: list(String), optional: Boolean, status: text, signature },
  embedded,
)

const revision = new Schema(
  {
    number: Number,
    kind: text,
    state: text,
    items: [item],
    texts: Schema.Types.Mixed,
    removed: [new Schema({ item, at: Number }, embedded)],
    steps: [step],
    createdAt: text,
    sentAt: String,
    approvedAt: String,
  },
  embedded,
)

const change = new Schema(
  {
    action: text,
    version: Number,
    revision: Number,
    by: text,
    byName: text,
    byRole: text,
    at: text,
    does: String,
    comment: String,
    facts: Schema.Types.Mixed,
  },
  embedded,
)

const subject = new Schema(
  { type: text, learnerId: String, enrolmentId: String, organisation: String },
  embedded,
)

const handOver = new Schema(
  { from: String, to: text, at: text, by: text, byName: text, acceptedAt: String },
  embedded,
)

export const routeSchema = new Schema(
  {
    _id: ownId,
    subject,
    programmeId: text,
    organisation: String,
    regulation: text,
    termFrom: text,
    orderedHours: Number,
    revisions: [revision],
    history: [change],
    handOver,
    closed: new Schema({ at: text, by: text, byName: text, reason: text }, embedded),
    ...versioned,
    createdAt: text,
    subjectKey: text,
    open: Boolean,
  },
  strict,
)
  .index({ subjectKey: 1 }, { name: 'subject', unique: true })
  .index({ 'subject.learnerId': 1 }, { name: 'learner', sparse: true })
  .index({ programmeId: 1, _id: 1 }, { name: 'programme' })
  .index({ programmeId: 1, open: 1, _id: 1 }, { name: 'open' })
