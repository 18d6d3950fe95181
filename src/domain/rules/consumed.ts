import { eachEntry } from './line.ts'

/** Hours that a certificate has used are not used again. */
export const consumed = eachEntry('consumed', ({ entry }) =>
  entry.consumedBy === undefined ? undefined : { facts: { certificate: entry.consumedBy } },
)
