import { eachEntry } from './line.ts'

/** Every entry needs a supporting document, where the regulation asks for one (Тюмень пп. 1.3, 4.3). */
export const noDocument = eachEntry('no-document', ({ entry, regulation }) =>
  regulation.entryDocument && !entry.document?.trim() ? {} : undefined,
)
