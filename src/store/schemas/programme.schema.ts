import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { StoredProgramme } from '../ports/people.ts'
import { embedded, list, ownId, strict, text } from './options.ts'

/** `courses`: `<connectionId>|<courseId>` of each module that lives in a source system. */
export type ProgrammeDoc = Stored<StoredProgramme> & { courses: string[] }

const module = new Schema(
  {
    id: text,
    title: text,
    kind: text,
    part: text,
    hours: { type: Number, required: true },
    form: String,
    repeatable: Boolean,
    study: Boolean,
    provider: String,
    listYear: Number,
    source: new Schema({ connectionId: text, courseId: text }, embedded),
  },
  embedded,
)

export const programmeSchema = new Schema(
  {
    _id: ownId,
    title: text,
    regulation: text,
    modules: list(module),
    decisions: Schema.Types.Mixed,
    issuer: new Schema({ name: String, city: String, signatory: String, secretary: String }, embedded),
    provider: String,
    deployments: list(String),
    contexts: { type: [String], default: undefined },
    writing: Schema.Types.Mixed,
    version: Number,
    changed: new Schema({ by: text, byName: text, at: text }, embedded),
    createdAt: text,
    courses: list(String),
  },
  strict,
)
  .index({ deployments: 1 }, { name: 'deployments' })
  .index({ courses: 1 }, { name: 'courses' })

/** A former version; `_id`: programme | version, so that two at once keep one. */
export interface ProgrammeVersionDoc {
  _id: string
  programmeId: string
  version: number
  programme: StoredProgramme
}

export const programmeVersionSchema = new Schema(
  {
    _id: ownId,
    programmeId: text,
    version: { type: Number, required: true },
    programme: { type: Schema.Types.Mixed, required: true },
  },
  strict,
).index({ programmeId: 1, version: -1 }, { name: 'newest' })
