import { eachEntry } from './line.ts'

/** The module was completed before enrolment or after the term (ТГПУ п. 2.8); both end days belong to the term. */
export const outsideTerm = eachEntry('outside-term', ({ entry }, { term, regulation }) => {
  const late = term.until !== null && entry.date > term.until
  if (entry.date >= term.from && !late) return undefined
  return {
    facts: { date: entry.date, from: term.from, ...(term.until && { until: term.until }) },
    ...(regulation.term && { clause: regulation.term.clause }),
  }
})
