import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { BookRecord } from '../ports/records.ts'
import { embedded, list, ownId, strict, text } from './options.ts'

/** `steps`: length of the history; a step is added to what was read. */
export type RecordDoc = Stored<BookRecord> & { steps: number }

const content = new Schema(
  {
    kind: text,
    title: String,
    date: String,
    until: String,
    result: String,
    report: String,
    place: String,
    document: String,
    budget: String,
    measures: String,
    level: String,
    aim: String,
  },
  embedded,
)

const change = new Schema(
  { action: text, by: text, byName: String, byRole: text, at: text, reason: String, content },
  embedded,
)

export const recordSchema = new Schema(
  {
    _id: ownId,
    enrolmentId: text,
    learnerId: text,
    programmeId: text,
    content,
    scan: new Schema({ id: text, name: String, type: text, bytes: Number, sha256: text }, embedded),
    history: list(change),
    createdAt: text,
    steps: { type: Number, required: true },
  },
  strict,
)
  .index({ enrolmentId: 1, createdAt: 1, _id: 1 }, { name: 'enrolment' })
  .index({ learnerId: 1 }, { name: 'learner' })
