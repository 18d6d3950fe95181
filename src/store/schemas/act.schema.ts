import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { GroupAct } from '../ports/acts.ts'
import { embedded, list, ownId, strict, text } from './options.ts'

export type ActDoc = Stored<GroupAct>

const number = { type: Number, required: true } as const
const participant = new Schema(
  {
    learnerId: text,
    name: String,
    absent: { type: Boolean, required: true },
    hours: number,
    entryId: String,
  },
  embedded,
)

export const actSchema = new Schema(
  {
    _id: ownId,
    programmeId: text,
    number: text,
    title: text,
    moduleId: String,
    kind: text,
    form: text,
    hours: number,
    date: text,
    provider: text,
    document: text,
    participants: list(participant),
    scan: new Schema({ id: text, name: String, type: text, bytes: Number, sha256: text }, embedded),
    digest: text,
    by: text,
    byName: String,
    byRole: text,
    at: text,
  },
  strict,
)
  .index({ programmeId: 1, at: -1 }, { name: 'programme' })
  .index({ 'participants.learnerId': 1 }, { name: 'participants' })
