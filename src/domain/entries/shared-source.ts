/** What one piece of work is, whichever book its hours stand in: one completion, or one act of a group event. */
import type { Entry } from './entry.ts'

/**
 * The same for entries of two programmes that come from one completion; a correction is the work that it corrects.
 *
 * @param byId entries of the same book
 * @returns `undefined` for a paper proof: nothing but a person can say that two papers are one work
 */
export function sharedSourceOf(entry: Entry, byId: ReadonlyMap<string, Entry>): string | undefined {
  const seen = new Set<string>()
  let one: Entry | undefined = entry
  while (one && !seen.has(one.id)) {
    seen.add(one.id)
    const { origin }: Entry = one
    if (origin.type === 'completion') return `completion|${origin.connectionId}|${origin.completionKey}`
    if (origin.type === 'act') return `act|${origin.actId}`
    one = origin.type === 'correction' ? byId.get(origin.of) : undefined
  }
  return undefined
}
