import { Schema } from 'mongoose'
import { ownId, strict, text } from './options.ts'

/** `_id` is the SHA-256 of the bytes before they were packed. */
export interface RawFileDoc {
  _id: string
  name: string
  contentType?: string
  runId?: string
  packed: Uint8Array
}

export const rawFileSchema = new Schema(
  { _id: ownId, name: text, contentType: String, runId: String, packed: { type: Buffer, required: true } },
  strict,
).index({ runId: 1, name: 1 }, { name: 'run', sparse: true })
