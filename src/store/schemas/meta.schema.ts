import { Schema } from 'mongoose'
import { ownId, strict } from './options.ts'

/** What the database knows of itself: `{ _id: 'schema', version, at }`. */
export interface MetaDoc {
  _id: string
  version: number
  at: string
}

export const metaSchema = new Schema({ _id: ownId, version: Number, at: String }, strict)
