import { recordedFact } from './recorded-fact.ts'
import type { Judge } from './requirement.ts'

const recorded = recordedFact('routeApproved')

/** The approval of a route; until then, whom it waits for: ids of roles with a space between them, where that is known. */
export const routeApproved: Judge = (context, rule) => {
  const finding = recorded(context, rule)
  const roles = context.book.routeWaitsFor ?? []
  if (finding.met || finding.facts || roles.length === 0) return finding
  return { ...finding, facts: { waitsFor: roles.join(' ') } }
}
