/** What somebody did to an entry that another was about to decide on. */

import { type Difference, differencesOf, lastStep, type Meanwhile } from '#domain/changes/meanwhile'
import type { Entry } from '#domain/entries/entry'
import { formatHours } from '#domain/hours'
import type { EntryStatus } from '#domain/kinds'

/** @param status as it was seen @param now as it stands; `null`: it is gone */
export function metAs(status: EntryStatus, now: Entry | null): Meanwhile | undefined {
  const last = lastStep(now?.history ?? [])
  return last && { ...last, differences: differencesOf({ state: status }, { state: now?.status }) }
}

/** Another entry stands, or waits to stand, in its place. @param newer whose first step replaced it */
export function metBy(entry: Entry, newer: Entry): Meanwhile | undefined {
  const first = lastStep(newer.history.slice(0, 1))
  return first && { ...first, action: 'supersede', differences: correctedFields(entry, newer) }
}

const correctedFields = (was: Entry, now: Entry): Difference[] => differencesOf(said(was), said(now))

const said = ({ hours, date, document, title }: Entry) => ({
  hours: formatHours(hours),
  ...{ date, document, title },
})
