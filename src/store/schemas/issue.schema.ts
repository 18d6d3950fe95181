import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { IssueBatch, IssueItem, IssuePolicy } from '../ports/issue.ts'
import { embedded, list, ownId, strict, text } from './options.ts'
import { versioned } from './versioned.ts'

/** `leaseUntil`: in the past while nobody works on it. `forgetAt`: of a draft. `by`: whose, for their list. */
export type IssueBatchDoc = Stored<IssueBatch> & {
  by: string
  token?: string
  leaseUntil?: Date
  forgetAt?: Date
}

export const issueBatchSchema = new Schema(
  {
    _id: ownId,
    state: text,
    actor: Schema.Types.Mixed,
    by: text,
    chosen: list(String),
    order: new Schema({ number: text, on: text }, embedded),
    createdAt: text,
    startedAt: String,
    finishedAt: String,
    token: String,
    leaseUntil: Date,
    forgetAt: Date,
  },
  strict,
)
  .index({ state: 1, leaseUntil: 1 }, { name: 'open' })
  .index({ by: 1, startedAt: -1 }, { name: 'newest' })
  .index({ forgetAt: 1 }, { name: 'drafts', expireAfterSeconds: 0, sparse: true })

/** `_id` is batch and enrolment: each stands in a batch once. */
export type IssueItemDoc = IssueItem & { _id: string }

export const issueItemSchema = new Schema(
  {
    _id: ownId,
    batchId: text,
    enrolmentId: text,
    position: { type: Number, required: true },
    state: text,
    certificateId: String,
    registrationNumber: String,
    already: Boolean,
    code: String,
    missing: list(String),
    at: String,
  },
  strict,
)
  .index({ batchId: 1, state: 1, position: 1 }, { name: 'batch' })
  .index({ enrolmentId: 1 }, { name: 'enrolment' })

export type IssuePolicyDoc = Stored<IssuePolicy>

export const issuePolicySchema = new Schema(
  {
    _id: ownId,
    mode: text,
    orderValidDays: Number,
    consentRequired: Boolean,
    setBy: text,
    setByName: text,
    setAt: text,
    ...versioned,
  },
  strict,
)
