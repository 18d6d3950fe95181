/** Whether two titles may name one event, for a curator to decide: never decided by this alone. */
import { searchKey } from './search-key.ts'

function words(title: string): Set<string> {
  return new Set(
    searchKey(title)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(word => word.length > 2),
  )
}

/** Shared words over all words (Jaccard), 0 to 1; two titles without words are not alike. */
export function titleSimilarity(a: string, b: string): number {
  const [left, right] = [words(a), words(b)]
  const shared = [...left].filter(word => right.has(word)).length
  const all = new Set([...left, ...right]).size
  return all === 0 ? 0 : shared / all
}
