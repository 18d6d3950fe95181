/** What municipalities decided for books: the one that the learner's school belongs to (Тюмень п. 4.3). */

import type { BookKey } from '#domain/books/book-key'
import type { WritingSetting } from '#domain/writing'
import type { Stores } from '#store/ports/index'
import { municipalitiesOf } from '../municipalities.ts'

/** Where no municipality decided anything, this is one query by an index. */
export async function loadDecided(
  stores: Stores,
  books: readonly BookKey[],
): Promise<(book: BookKey) => WritingSetting | undefined> {
  const programmeIds = [...new Set(books.map(book => book.programmeId))]
  const decisions = programmeIds.length > 0 ? await stores.municipalWriting.ofProgrammes(programmeIds) : []
  if (decisions.length === 0) return () => undefined
  const people = await stores.people.byIds([...new Set(books.map(book => book.learnerId))])
  const municipalityOf = await municipalitiesOf(
    stores,
    [...people.values()].map(each => each.organisation),
  )
  const keyOf = (programmeId: string, municipality: string) => `${programmeId}|${municipality}`
  const known = new Map(decisions.map(each => [keyOf(each.programmeId, each.municipality), each]))
  return ({ learnerId, programmeId }) =>
    known.get(keyOf(programmeId, municipalityOf(people.get(learnerId)?.organisation) ?? ''))
}
