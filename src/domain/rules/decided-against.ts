import type { BookEntry } from '../books/book.ts'
import { eachEntry } from './line.ts'

/** Day, person and reason of the decision, as far as the book tells. */
function factsOf({ decision }: BookEntry): Record<string, string> {
  return {
    ...(decision && { date: decision.on }),
    ...(decision?.byName && { name: decision.byName }),
    ...(decision?.reason && { why: decision.reason }),
  }
}

/** The source withdrew the completion (отметка отозвана). */
export const revoked = eachEntry('revoked', ({ entry }) =>
  entry.status === 'revoked'
    ? { facts: { ...factsOf(entry), ...(entry.provider && { provider: entry.provider }) } }
    : undefined,
)

/** A curator rejected the entry (отклонено куратором). */
export const rejected = eachEntry('rejected', ({ entry }) =>
  entry.status === 'rejected' ? { facts: factsOf(entry) } : undefined,
)
