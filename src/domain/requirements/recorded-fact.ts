import type { BookFacts } from '../book.ts'
import type { Judge } from './requirement.ts'

type DatedFact = Exclude<keyof BookFacts, 'enrolmentDocuments'>

/** A step that somebody recorded with its date: a defence, a diagnosis, an approval, a report, an order. */
export function recordedFact(fact: DatedFact): Judge {
  return ({ book, today }) => {
    const date = book.facts[fact]
    return { met: date !== undefined && date <= today, asks: 'recorded', has: date ?? 'none' }
  }
}
