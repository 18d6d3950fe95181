import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { PersonMerge } from '../ports/merges.ts'
import { ownId, strict, text } from './options.ts'

/** `holds`: the absorbed person while the merge is not undone: one is in one place. */
export type MergeDoc = Stored<PersonMerge> & { holds?: string }

export const mergeSchema = new Schema(
  {
    _id: ownId,
    keptId: text,
    absorbedId: text,
    reason: text,
    by: text,
    byName: text,
    at: text,
    state: text,
    moved: { type: Schema.Types.Mixed, required: true },
    setAside: { type: [Schema.Types.Mixed], required: true },
    undone: Schema.Types.Mixed,
    holds: String,
  },
  strict,
)
  .index({ holds: 1 }, { name: 'absorbed', unique: true, sparse: true })
  .index({ at: -1 }, { name: 'newest' })
