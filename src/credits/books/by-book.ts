/** Entries and enrolments by the book they belong to: learner × programme. */
import { groupBy } from '#domain/group-by'

export interface BookKey {
  learnerId: string
  programmeId: string
}

export function bookKey({ learnerId, programmeId }: BookKey): string {
  return `${learnerId}|${programmeId}`
}

/** In the order given, by `bookKey`. */
export function groupByBook<T extends BookKey>(items: readonly T[]): Map<string, T[]> {
  return groupBy(items, bookKey)
}
