import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { Enrolment } from '../ports/people.ts'
import { embedded, list, ownId, strict, text } from './options.ts'
import { versioned } from './versioned.ts'

/** `eligible`: the summary's answer where an index can reach it; `false` until there is one. */
export type EnrolmentDoc = Stored<Enrolment> & { eligible: boolean }

const summary = new Schema(
  { counted: Number, pending: Number, required: Number, eligible: Boolean, at: String },
  embedded,
)

const facts = new Schema(
  {
    enrolmentDocuments: String,
    missingDocuments: list(String),
    routeApproved: String,
    diagnosisBefore: String,
    diagnosisAfter: String,
    projectDefence: String,
    stageReports: String,
    stageWithoutReport: Number,
    finalReport: String,
    learnerCategory: String,
    presentation: String,
    issueOrder: String,
  },
  embedded,
)

export const enrolmentSchema = new Schema(
  {
    _id: ownId,
    learnerId: text,
    programmeId: text,
    enrolledOn: text,
    facts,
    status: text,
    duplicates: list(
      new Schema(
        {
          number: { type: Number, required: true },
          on: text,
          reason: text,
          unproved: list(Number),
          by: text,
          byName: String,
          byRole: text,
          at: text,
        },
        embedded,
      ),
    ),
    pack: new Schema(versioned, embedded),
    summary,
    createdAt: text,
    eligible: Boolean,
  },
  strict,
)
  .index({ learnerId: 1, programmeId: 1 }, { name: 'learnerProgramme', unique: true })
  .index({ programmeId: 1, _id: 1 }, { name: 'programme' })
  .index({ programmeId: 1, eligible: 1, _id: 1 }, { name: 'eligible' })
  .index({ programmeId: 1, status: 1, eligible: 1 }, { name: 'active' })
