import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { Erasure } from '../ports/personal-data.ts'
import { list, ownId, strict, text } from './options.ts'

/** `accounts`: SHA-256 of the identity keys, by which a pull knows whom not to bring back. */
export type ErasureDoc = Stored<Erasure> & { accounts?: string[] }

export const erasureSchema = new Schema(
  {
    _id: ownId,
    at: text,
    by: text,
    byName: text,
    reason: text,
    finishedAt: String,
    erased: Schema.Types.Mixed,
    kept: Schema.Types.Mixed,
    accounts: list(String),
  },
  strict,
)
  .index({ at: -1 }, { name: 'newest' })
  .index({ accounts: 1 }, { name: 'accounts', sparse: true })
