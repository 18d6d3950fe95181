/** Running numbers (№) of a book's entries: by their first step, then by id. */
type Numbered = { id: string; createdAt: string }

/** The order of a book: by code units, as the store compares the ASCII that ids and instants are made of. */
export function compareInBook(a: Numbered, b: Numbered): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Number from 1 by entry id, over all entries of one book. */
export function numberEntries(entries: readonly Numbered[]): Map<string, number> {
  const sorted = [...entries].sort(compareInBook)
  return new Map(sorted.map((entry, index) => [entry.id, index + 1]))
}
