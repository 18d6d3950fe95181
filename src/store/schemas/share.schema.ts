import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { Share } from '../ports/shares.ts'
import { embedded, ownId, strict, text } from './options.ts'

/** `codeHash`: SHA-256 of the code in the link; the code itself is nowhere. */
export type ShareDoc = Stored<Share> & { codeHash: string }

export const shareSchema = new Schema(
  {
    _id: ownId,
    codeHash: text,
    learnerId: text,
    programmeId: text,
    recipient: text,
    until: text,
    createdBy: new Schema({ personId: text, name: String, role: text }, embedded),
    createdAt: text,
    revoked: new Schema({ at: text, personId: text, name: String }, embedded),
    lastUsedAt: String,
    uses: { type: Number, required: true },
  },
  strict,
)
  .index({ codeHash: 1 }, { name: 'code', unique: true })
  .index({ learnerId: 1, programmeId: 1, createdAt: -1 }, { name: 'book' })
