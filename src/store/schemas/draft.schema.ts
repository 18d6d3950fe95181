import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { FormDraft } from '../ports/drafts.ts'
import { ownId, strict, text } from './options.ts'

/** `sealedFile`: beside the rest, for it is read only to be sent. One document: a form's file is smaller than 16 MB. */
export type FormDraftDoc = Stored<FormDraft> & { sealedFile?: Uint8Array }

export const formDraftSchema = new Schema(
  {
    _id: ownId,
    personId: text,
    path: text,
    sealed: text,
    sealedFile: Buffer,
    at: text,
    expiresAt: { type: Date, required: true },
  },
  strict,
)
  .index({ personId: 1, path: 1 }, { name: 'person' })
  .index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 })
