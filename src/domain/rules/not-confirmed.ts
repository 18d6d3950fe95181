import { eachEntry } from './line.ts'

/** Nothing counts before a curator confirms it (ТГПУ п. 5.2.4). */
export const notConfirmed = eachEntry('not-confirmed', ({ entry }) =>
  entry.status === 'imported' ? { facts: entry.importedOn ? { date: entry.importedOn } : {} } : undefined,
)
