import { Schema } from 'mongoose'
import type { MunicipalWriting } from '../ports/municipal-writing.ts'
import { list, ownId, strict, text } from './options.ts'

/** `_id`: programme | municipality. */
export type MunicipalWritingDoc = MunicipalWriting & { _id: string }

export const municipalWritingSchema = new Schema(
  {
    _id: ownId,
    programmeId: text,
    municipality: text,
    title: text,
    enter: list(String),
    sign: list(String),
    basis: String,
    history: [Schema.Types.Mixed],
  },
  strict,
).index({ programmeId: 1 }, { name: 'programme' })
