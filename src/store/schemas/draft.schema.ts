import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { FormDraft } from '../ports/drafts.ts'
import { ownId, strict, text } from './options.ts'

export type FormDraftDoc = Stored<FormDraft>

export const formDraftSchema = new Schema(
  {
    _id: ownId,
    personId: text,
    path: text,
    sealed: text,
    at: text,
    expiresAt: { type: Date, required: true },
  },
  strict,
)
  .index({ personId: 1, path: 1 }, { name: 'person' })
  .index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 })
