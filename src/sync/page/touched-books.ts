/** Books that a page touched, with what is known of them: what was just written need not be read again. */
import { type BookKey, bookKey, groupByBook, uniqueBooks } from '#domain/books/book-key'
import type { Entry } from '#domain/entries/entry'
import { compareInBook } from '#domain/entries/entry-numbers'
import type { ReadBook } from '#store/ports/read-book'
import type { Import, Judged } from './judge.ts'
import type { PageContext } from './page-context.ts'

export type JudgedBooks = Pick<Judged, 'imports' | 'enrolments'>

/** Where every completion is new, nothing but new entries is written: their books are read before, when they are short. */
export async function booksBefore(
  { stores }: PageContext,
  imports: readonly Import[],
): Promise<readonly Entry[] | undefined> {
  if (!imports.every(each => !each.isStored && each.revision === 1)) return undefined
  const books = uniqueBooks(imports.flatMap(each => each.wanted))
  return books.length > 0 ? stores.entries.ofBooks(books.map(keyOf)) : []
}

/** @param before what stood in the books; `undefined`, or if somebody else inserted as well: they have to be read again */
export function touchedBooks(
  { imports, enrolments }: JudgedBooks,
  touched: readonly BookKey[],
  inserted: number,
  before: readonly Entry[] | undefined,
): ReadBook[] {
  const wanted = imports.flatMap(each => each.wanted)
  const keys = uniqueBooks(touched).map(keyOf)
  if (!before || inserted !== wanted.length) return keys
  const entries = groupByBook([...before, ...wanted].sort(compareInBook))
  return keys.map(key => ({
    ...key,
    read: { enrolments: enrolments(key.learnerId), entries: entries.get(bookKey(key)) ?? [] },
  }))
}

const keyOf = ({ learnerId, programmeId }: BookKey): BookKey => ({ learnerId, programmeId })
