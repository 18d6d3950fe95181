/** Entries and enrolments by the book they belong to: learner × programme. */
export interface BookKey {
  learnerId: string
  programmeId: string
}

export function bookKey({ learnerId, programmeId }: BookKey): string {
  return `${learnerId}|${programmeId}`
}

/** In the order given, by `bookKey`. */
export function groupByBook<T extends BookKey>(items: readonly T[]): Map<string, T[]> {
  const books = new Map<string, T[]>()
  for (const item of items) {
    const book = books.get(bookKey(item))
    if (book) book.push(item)
    else books.set(bookKey(item), [item])
  }
  return books
}
