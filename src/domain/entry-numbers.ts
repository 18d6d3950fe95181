/** Running numbers (№) of a book's entries: by their first step, then by id. */
type Numbered = { id: string; createdAt: string }

/** Number from 1 by entry id, over all entries of one book. */
export function numberEntries(entries: readonly Numbered[]): Map<string, number> {
  const sorted = [...entries].sort((a, b) => {
    if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
  })
  return new Map(sorted.map((entry, index) => [entry.id, index + 1]))
}
