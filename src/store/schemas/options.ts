/** What all our schemas share. */
import type { SchemaOptions } from 'mongoose'

/**
 * A field that the schema lacks is a fault, in writes and in filters; ids are ours; no `__v`. Collection names are fixed
 * in `../models.ts`, indexes have names so that a migration can compare them.
 */
export const strict = {
  strict: 'throw',
  strictQuery: 'throw',
  versionKey: false,
  minimize: false,
  id: false,
  autoIndex: false,
} as const satisfies SchemaOptions

/** For documents inside documents. */
export const embedded = { ...strict, _id: false } as const

/** The document's own id: ours, a string. */
export const ownId = { type: String, required: true } as const
export const text = { type: String, required: true } as const
export const list = <T>(type: T) => ({ type: [type], default: undefined })
