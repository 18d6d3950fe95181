import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { MatchingDecision } from '../ports/decisions.ts'
import { ownId, strict, text } from './options.ts'

export type DecisionDoc = Stored<MatchingDecision>

export const decisionSchema = new Schema(
  {
    _id: ownId,
    connectionId: text,
    userId: text,
    kind: text,
    personId: String,
    records: { type: Number, required: true },
    replayed: Number,
    by: text,
    byName: text,
    at: text,
    undoneAt: String,
    undoneByName: String,
  },
  strict,
)
  .index({ connectionId: 1, at: -1 }, { name: 'newest' })
  .index({ connectionId: 1, kind: 1, userId: 1 }, { name: 'account' })
