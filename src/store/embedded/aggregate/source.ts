/** What stages have at hand. */
import type { Doc } from '../bson/codec.ts'
import type { Meter } from '../query/scan.ts'
import type { Storage } from '../storage/documents.ts'

/** Where a pipeline runs. */
export interface Source {
  readonly storage: Storage
  readonly db: string
  readonly meter: Meter
  readonly variables: Doc
}

/** Runs a pipeline over a collection: handed to `$lookup`, which is itself a stage of one. */
export type RunPipeline = (source: Source, collection: string, pipeline: readonly Doc[]) => Doc[]
