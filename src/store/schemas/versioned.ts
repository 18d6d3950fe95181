import { Schema } from 'mongoose'
import { embedded, list, text } from './options.ts'

const difference = new Schema({ field: text, was: String, now: String }, embedded)

const change = new Schema(
  {
    version: { type: Number, required: true },
    by: text,
    byName: text,
    at: text,
    action: text,
    differences: [difference],
  },
  embedded,
)

/** Fields of a record that keeps who changed it (`Versioned`); records from before have none of them. */
export const versioned = { version: Number, changes: list(change) }
