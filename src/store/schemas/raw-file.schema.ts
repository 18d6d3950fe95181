import { Schema } from 'mongoose'
import { list, ownId, strict, text } from './options.ts'

/**
 * `_id` is the SHA-256 of the bytes before they were packed. Answers name `people` of `connectionId` and are removed by the
 * server at `until`.
 */
export interface RawFileDoc {
  _id: string
  name: string
  contentType?: string
  runId?: string
  connectionId?: string
  people?: string[]
  until?: Date
  packed: Uint8Array
}

export const rawFileSchema = new Schema(
  {
    _id: ownId,
    name: text,
    contentType: String,
    runId: String,
    connectionId: String,
    people: list(String),
    until: Date,
    packed: { type: Buffer, required: true },
  },
  strict,
)
  .index({ runId: 1, name: 1 }, { name: 'run', sparse: true })
  .index({ people: 1, connectionId: 1 }, { name: 'people', sparse: true })
  .index({ until: 1 }, { name: 'until', expireAfterSeconds: 0, sparse: true })
