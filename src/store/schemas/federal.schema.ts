import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { EducationRecord, FederalProgrammeRecord, FederalRun } from '../ports/federal.ts'
import { embedded, list, ownId, strict, text } from './options.ts'
import { versioned } from './versioned.ts'

export type EducationDoc = Stored<EducationRecord>
export type FederalProgrammeDoc = Stored<FederalProgrammeRecord>
export type FederalRunDoc = Stored<FederalRun>

export const educationSchema = new Schema(
  {
    _id: ownId,
    sex: String,
    birthDate: String,
    citizenship: String,
    snils: String,
    level: String,
    diploma: new Schema({ familyName: text, series: String, number: text }, embedded),
    savedAt: text,
    savedBy: text,
    ...versioned,
  },
  strict,
)

export const federalProgrammeSchema = new Schema(
  {
    _id: ownId,
    programmeKind: String,
    area: String,
    group: String,
    qualification: String,
    studyForm: String,
    funding: String,
    place: String,
    savedAt: text,
    savedBy: text,
    ...versioned,
  },
  strict,
)

export const federalRunSchema = new Schema(
  {
    _id: ownId,
    at: text,
    by: text,
    byName: text,
    form: text,
    from: text,
    to: text,
    certificateIds: list(String),
    fileHash: text,
    leftOut: { type: Number, required: true },
    key: String,
    marked: { type: Boolean, required: true },
  },
  strict,
)
  .index({ at: -1 }, { name: 'newest' })
  .index({ marked: 1 }, { name: 'marked' })
