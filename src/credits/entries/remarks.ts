/** Remarks (замечания) on entries of many books, with what they need read in few queries. */

import { bookKey, groupByBook } from '#domain/books/book-key'
import type { Entry } from '#domain/entries/entry'
import { remarksOf } from '#domain/entries/remarks'
import type { StoredProgramme } from '#store/ports/people'
import type { Remark } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'

/** @returns a function from an entry (one of those given) to its remarks */
export async function loadRemarks(
  deps: CreditsDeps,
  entries: readonly Entry[],
  programmes: Map<string, StoredProgramme>,
): Promise<(entry: Entry) => Remark[]> {
  if (entries.length === 0) return () => []
  const books = [...new Map(entries.map(entry => [bookKey(entry), entry])).values()]
  const [siblings, enrolments] = await Promise.all([
    deps.stores.entries.siblings(books.map(({ learnerId, programmeId }) => ({ learnerId, programmeId }))),
    deps.stores.enrolments.byLearners([...new Set(books.map(book => book.learnerId))]),
  ])
  const siblingsOf = groupByBook(siblings)
  const enrolledOn = new Map(enrolments.map(each => [bookKey(each), each.enrolledOn]))
  return entry => {
    const programme = programmes.get(entry.programmeId)
    if (!programme) return []
    return remarksOf(entry, {
      module: programme.modules.find(module => module.id === entry.moduleId),
      regulation: deps.regulations.inForce(programme.regulation, entry.date),
      siblings: siblingsOf.get(bookKey(entry)) ?? [],
      // nobody enrolled: no term to be outside of
      enrolledOn: enrolledOn.get(bookKey(entry)) ?? entry.date,
    })
  }
}
