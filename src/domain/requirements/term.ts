import { invariantModules } from './invariant-modules.ts'
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

function isAllMastered(context: RequirementContext): boolean {
  const asked = new Set(context.regulation.requirements.map(rule => rule.id))
  const judges = [
    { id: 'total-hours', judge: totalHours },
    { id: 'invariant-modules', judge: invariantModules },
  ] as const
  return judges.every(({ id, judge }) => {
    const rule = context.regulation.requirements.find(one => one.id === id)
    return !asked.has(id) || !rule || judge(context, rule).met
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
