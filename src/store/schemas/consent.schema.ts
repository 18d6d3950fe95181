import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { ConsentStep } from '../ports/consents.ts'
import { ownId, strict, text } from './options.ts'

export type ConsentDoc = Stored<ConsentStep>

/** `_id`: person | purpose | seq, so that two at once do not take one place. */
export const consentSchema = new Schema(
  {
    _id: ownId,
    personId: text,
    purpose: text,
    seq: { type: Number, required: true },
    given: { type: Boolean, required: true },
    version: text,
    at: text,
    by: text,
    byName: text,
    way: text,
    paper: String,
  },
  strict,
).index({ personId: 1, purpose: 1, seq: 1 }, { name: 'history', unique: true })
