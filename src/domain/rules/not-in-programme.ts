import { eachEntry } from './line.ts'

/** Only modules of the chosen direction's list count (ТГПУ пп. 2.1, 2.6, 3.1). */
export const notInProgramme = eachEntry('not-in-programme', ({ module, regulation }, { book }) =>
  !module && regulation.moduleList.directionOnly ? { facts: { programme: book.programme.title } } : undefined,
)
