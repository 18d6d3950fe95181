import type { View } from '../../view.ts'

/** Which book a page shows: the actor's own, or a learner's as seen by staff. */
export interface BookAddress {
  learnerId: string | null
  programmeId: string
}

/** Address of a book's page; `rest` is e.g. `/entries/ID` or `/counted`. */
export function bookLink(
  view: View,
  book: BookAddress,
  rest = '',
  query: Record<string, string> = {},
): string {
  return view.base + bookPath(book, rest, query)
}

/** The same without the base of a session, for a redirect. */
export function bookPath(book: BookAddress, rest = '', query: Record<string, string> = {}): string {
  const root = book.learnerId === null ? '/book' : `/learners/${encodeURIComponent(book.learnerId)}`
  const more = Object.keys(query).length > 0 ? `&${new URLSearchParams(query)}` : ''
  return `${root}${rest}?programme=${encodeURIComponent(book.programmeId)}${more}`
}

/** Titles and names come in Russian: in the English interface they say so. */
export const contentLang = (view: View): { lang?: string } => (view.lang === 'en' ? { lang: 'ru' } : {})
