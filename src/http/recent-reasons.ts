/**
 * The last reasons that somebody gave for rejecting, offered again. In the memory of this process only: a convenience that
 * a restart may forget, not worth a record about a person.
 */

export interface RecentReasons {
  note(personId: string, reason: string): void
  /** Newest first, at most five. */
  of(personId: string): string[]
}

const MOST_REASONS = 5
const MOST_PEOPLE = 1000

export function recentReasons(): RecentReasons {
  const kept = new Map<string, string[]>()
  return {
    note(personId, reason) {
      const others = (kept.get(personId) ?? []).filter(other => other !== reason)
      kept.delete(personId)
      kept.set(personId, [reason, ...others].slice(0, MOST_REASONS))
      const oldest = kept.keys().next().value
      if (kept.size > MOST_PEOPLE && oldest !== undefined) kept.delete(oldest)
    },
    of: personId => kept.get(personId) ?? [],
  }
}
