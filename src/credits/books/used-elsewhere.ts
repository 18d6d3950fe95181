/**
 * Work that a certificate of another programme has used, where the regulation lets a module count in one programme only
 * (`sharedModules: exclusive`). Learners of one programme, who are nearly all, cost nothing.
 */

import { groupByBook } from '#domain/books/book-key'
import type { Entry } from '#domain/entries/entry'
import { sharedSourceOf } from '#domain/entries/shared-source'
import type { Stores } from '#store/ports/index'
import type { Enrolment } from '#store/ports/people'

/** Certificate by source of hours, by learner and programme in whose books it was used. */
export type UsedSources = (
  book: { learnerId: string; programmeId: string },
  source: string,
) => string | undefined

export const usedNowhere: UsedSources = () => undefined

/** @param enrolments all of these learners' */
export async function readUsedSources(
  { entries }: Pick<Stores, 'entries'>,
  enrolments: readonly Enrolment[],
): Promise<UsedSources> {
  const count = new Map<string, number>()
  for (const { learnerId } of enrolments) count.set(learnerId, (count.get(learnerId) ?? 0) + 1)
  const several = enrolments.filter(each => (count.get(each.learnerId) ?? 0) > 1)
  if (several.length === 0) return usedNowhere
  const used = usedByLearner(await entries.ofBooks(several))
  return ({ learnerId, programmeId }, source) =>
    used.get(`${learnerId}|${source}`)?.find(one => one.programmeId !== programmeId)?.certificateId
}

interface Use {
  programmeId: string
  certificateId: string
}

function usedByLearner(entries: readonly Entry[]): Map<string, Use[]> {
  const used = new Map<string, Use[]>()
  for (const book of groupByBook(entries).values()) {
    const byId = new Map(book.map(entry => [entry.id, entry]))
    for (const entry of book) {
      const source = entry.consumedBy === undefined ? undefined : sharedSourceOf(entry, byId)
      if (source === undefined || entry.consumedBy === undefined) continue
      const key = `${entry.learnerId}|${source}`
      const use = { programmeId: entry.programmeId, certificateId: entry.consumedBy }
      used.set(key, [...(used.get(key) ?? []), use])
    }
  }
  return used
}
