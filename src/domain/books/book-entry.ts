/** From a stored entry to what the evaluator reads, with what its texts need: №, day of import, the last refusal. */

import type { Entry, EntryChange } from '../entries/entry.ts'
import type { CalendarDate } from '../kinds.ts'
import type { BookEntry } from './book.ts'

export interface BookEntryDetails {
  /** № in the book, see `numberEntries`. */
  number?: number
  /** Calendar date of an ISO instant at the issuing organisation. */
  dateOf: (instant: string) => CalendarDate
  /** Registration number of the certificate that used the hours; absent: its id. */
  certificateNumber?: string
}

/** The last step that led to `rejected` or `revoked`, if the entry is there still. */
function lastDecision({ history, status }: Entry): EntryChange | undefined {
  if (status !== 'rejected' && status !== 'revoked') return undefined
  return history.findLast(change => change.to === status)
}

function decisionOf(entry: Entry, dateOf: BookEntryDetails['dateOf']): Pick<BookEntry, 'decision'> {
  const change = lastDecision(entry)
  if (!change) return {}
  // A withdrawal comes from the source: the system's name would tell the learner nothing.
  const byName = change.by === 'system' ? undefined : change.byName
  return {
    decision: {
      on: dateOf(change.at),
      ...(byName && { byName }),
      ...(change.reason && { reason: change.reason }),
    },
  }
}

/** Pure; keys that the entry lacks are left out. */
export function bookEntryOf(entry: Entry, details: BookEntryDetails): BookEntry {
  const { id, moduleId, kind, form, hours, date, status, provider, document, selfEducation, supersededBy } =
    entry
  const consumedBy =
    entry.consumedBy === undefined ? undefined : (details.certificateNumber ?? entry.consumedBy)
  return {
    id,
    ...(details.number !== undefined && { number: details.number }),
    module: moduleId,
    kind,
    form,
    hours,
    date,
    status,
    provider,
    ...(document !== undefined && { document }),
    selfEducation,
    ...(entry.papers && { papers: entry.papers }),
    ...(supersededBy !== undefined && { supersededBy }),
    ...(consumedBy !== undefined && { consumedBy }),
    importedOn: details.dateOf(entry.createdAt),
    ...decisionOf(entry, details.dateOf),
  }
}
