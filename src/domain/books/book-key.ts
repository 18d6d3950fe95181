/** Which book: a learner in a programme. */
import { groupBy } from '../group-by.ts'

export interface BookKey {
  learnerId: string
  programmeId: string
}

export function bookKey({ learnerId, programmeId }: BookKey): string {
  return `${learnerId}|${programmeId}`
}

/** Each book once, the last of its mentions. */
export function uniqueBooks<T extends BookKey>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [bookKey(item), item])).values()]
}

/** In the order given, by `bookKey`. */
export function groupByBook<T extends BookKey>(items: readonly T[]): Map<string, T[]> {
  return groupBy(items, bookKey)
}
