import type { RequirementId } from '../kinds.ts'
import { invariantModules } from './invariant-modules.ts'
import { internship, moduleOfKind } from './module-of-kind.ts'
import { FACT_OF } from './recorded-fact.ts'
import type { Judge, RequirementContext } from './requirement.ts'
import { totalHours } from './total-hours.ts'

/** ТГПУ п. 2.8: not before the shortest term has passed, unless the programme decided so with a reason. */
export const termMin: Judge = ({ book, term, today }) => {
  const early = book.programme.decisions?.allowEarlyIssue
  const asks = term.earliestIssue ?? term.from
  const inTime = today >= asks
  return {
    met: inTime || early !== undefined,
    asks,
    has: today,
    ...(!inTime && early && { facts: { allowedBy: early.by, why: early.reason } }),
  }
}

/** What is mastered in hours and modules, as against steps that somebody records. */
const MASTERED: Readonly<Partial<Record<RequirementId, Judge>>> = {
  'total-hours': totalHours,
  'invariant-modules': invariantModules,
  'theory-part': moduleOfKind,
  'practice-part': moduleOfKind,
  internship,
}

/** Entries outside the term never count, so hours and modules that are there came in time. */
function isAllMastered(context: RequirementContext): boolean {
  const rules = context.regulation.requirements
  const mastered = rules.flatMap(rule => {
    const judge = MASTERED[rule.id]
    return judge ? [judge(context, rule).met] : []
  })
  return mastered.length > 0 ? mastered.every(Boolean) : isAllRecorded(context)
}

/** A text that counts neither hours nor modules (Омск) ends with its recorded steps, within the term. */
function isAllRecorded({ book, regulation, term, today }: RequirementContext): boolean {
  const until = term.until ?? today
  return regulation.requirements.every(({ id }) => {
    const fact = FACT_OF[id]
    const date = fact && book.facts[fact]
    return !fact || (date !== undefined && date <= until)
  })
}

/**
 * ТГПУ п. 2.8: the programme is mastered within the longest term. Entries outside it never count, so whoever has all hours
 * and modules mastered them in time; whether that still suffices after the last day is the regulation's `afterEnd`.
 */
export const termMax: Judge = context => {
  const { term, today, regulation } = context
  const asks = term.until ?? today
  const inTime = today <= asks
  const mastered = regulation.term?.afterEnd === 'mastered-in-term' && isAllMastered(context)
  return { met: inTime || mastered, asks, has: today, ...(!inTime && { facts: { ended: asks } }) }
}
