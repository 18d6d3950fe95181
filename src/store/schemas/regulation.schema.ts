import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { OwnRegulation } from '../ports/regulations.ts'
import { ownId, strict, text } from './options.ts'

export type RegulationDoc = Stored<OwnRegulation>

export const regulationSchema = new Schema(
  {
    _id: ownId,
    regulationId: text,
    version: text,
    validFrom: text,
    text,
    by: text,
    byName: text,
    at: text,
  },
  strict,
)
