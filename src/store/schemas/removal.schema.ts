import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { Removal } from '../ports/removals.ts'
import { ownId, strict, text } from './options.ts'

/** `_id` is `<kind>|<id>`. */
export type RemovalDoc = Stored<Removal>

export const removalSchema = new Schema(
  { _id: ownId, kind: text, by: text, byName: text, at: text, was: Schema.Types.Mixed },
  strict,
)
