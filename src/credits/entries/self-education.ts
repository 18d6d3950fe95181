/** Self-education (самообразование): its hours are set by those whom the regulation names, with a reason (Тюмень п. 1.3). */
import type { Entry } from '#domain/entries/entry'
import { isSelfEducation } from '#domain/regulations/regulation'
import type { StoredProgramme } from '#store/ports/people'
import type { CreditsDeps } from '../deps.ts'

/** Whether the hours of an entry are still those that somebody claimed: only a correction sets them. */
export function awaitsHours(
  deps: Pick<CreditsDeps, 'regulations'>,
  entry: Entry,
  programmes: ReadonlyMap<string, Pick<StoredProgramme, 'regulation'>>,
): boolean {
  const programme = programmes.get(entry.programmeId)
  if (!programme || entry.origin.type === 'correction') return false
  return isSelfEducation(deps.regulations.inForce(programme.regulation, entry.date), entry)
}
