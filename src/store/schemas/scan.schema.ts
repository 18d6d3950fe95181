import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { Scan } from '../ports/scans.ts'
import { ownId, strict, text } from './options.ts'

/** `expiresAt`: a draft that nothing used by then is removed by the server. */
export type ScanDoc = Stored<Scan> & { expiresAt?: Date }

const number = { type: Number, required: true } as const

export const scanSchema = new Schema(
  {
    _id: ownId,
    name: String,
    type: text,
    bytes: number,
    sha256: text,
    learnerId: text,
    programmeId: text,
    by: text,
    at: text,
    usedBy: String,
    expiresAt: Date,
  },
  strict,
)
  .index({ by: 1, at: 1 }, { name: 'drafts' })
  .index({ learnerId: 1 }, { name: 'learner' })
  .index({ expiresAt: 1 }, { name: 'expires', expireAfterSeconds: 0 })

/** `_id` is the scan. One document: an upload is smaller than what MongoDB takes (16 MB). */
export interface ScanBytesDoc {
  _id: string
  data: Uint8Array
  /** JPEG made of `data`. */
  picture?: Uint8Array
  expiresAt?: Date
}

export const scanBytesSchema = new Schema(
  { _id: ownId, data: { type: Buffer, required: true }, picture: Buffer, expiresAt: Date },
  strict,
).index({ expiresAt: 1 }, { name: 'expires', expireAfterSeconds: 0 })
