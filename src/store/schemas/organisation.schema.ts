import { Schema } from 'mongoose'
import type { Organisation } from '#domain/reports/organisation'
import type { Stored } from '../documents.ts'
import { embedded, ownId, strict, text } from './options.ts'
import { versioned } from './versioned.ts'

export type OrganisationDoc = Stored<Organisation>

export const organisationSchema = new Schema(
  {
    _id: ownId,
    level: text,
    title: text,
    municipality: String,
    marks: new Schema({ regulation: String, 'quality-system': String, 'job-descriptions': String }, embedded),
    ...versioned,
    visits: [new Schema({ on: text, recommendations: { type: Number, required: true } }, embedded)],
  },
  strict,
).index({ title: 1 }, { name: 'title' })
