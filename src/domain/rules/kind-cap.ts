import { addHours, formatHours, type Hours, minHours, subtractHours, zeroHours } from '../hours.ts'
import type { ModuleKind } from '../kinds.ts'
import { cut, type Line, nameOf, type Rule, type RuleContext } from './line.ts'

type Cap = { hours: Hours; clause: string; decidedBy: 'programme' | 'regulation' }

/** The programme's own decision first, then the regulation's. */
function capOf(kind: ModuleKind, { book, regulation }: RuleContext): Cap | undefined {
  const decided = book.programme.decisions?.kindCaps?.[kind]
  if (decided !== undefined)
    return { hours: decided, clause: regulation.kindCapClause, decidedBy: 'programme' }
  const rule = regulation.kindCaps.find(cap => cap.kind === kind)
  return rule && { hours: rule.hours, clause: rule.clause, decidedBy: 'regulation' }
}

/** Kinds of the programme on which hours can still be earned, for the remedy. */
function otherKinds(kind: ModuleKind, { book }: RuleContext): string {
  const kinds = new Set(book.programme.modules.map(module => module.kind))
  kinds.delete(kind)
  return [...kinds].sort().join(',')
}

/** Most hours of a kind, where the programme or the regulation caps it; the earliest entries count first, the last in part. */
export const kindCap: Rule = (lines, context) => {
  const used = new Map<ModuleKind, { hours: Hours; by: string[] }>()
  return lines.map(line => {
    const kind = line.module?.kind ?? line.entry.kind
    const cap = line.reason ? undefined : capOf(kind, context)
    if (!cap) return line
    const so = used.get(kind) ?? { hours: zeroHours, by: [] }
    const counted = minHours(line.counted, subtractHours(cap.hours, so.hours))
    const judged =
      counted === line.counted ? line : cut(line, 'kind-cap', explain(kind, cap, so, context), counted)
    so.hours = addHours(so.hours, counted)
    if (counted > 0) so.by.push(nameOf(line.entry))
    used.set(kind, so)
    return judged
  })
}

function explain(kind: ModuleKind, cap: Cap, so: { hours: Hours; by: string[] }, context: RuleContext) {
  const facts = {
    kind,
    cap: formatHours(cap.hours),
    used: formatHours(so.hours),
    countedIn: so.by.join(', '),
    decidedBy: cap.decidedBy,
    otherKinds: otherKinds(kind, context),
  }
  return { facts, clause: cap.clause }
}

/** Whether a line's module was mastered, even if a cap took its hours. */
export function isMastered(line: Line): boolean {
  return line.reason === undefined || line.reason === 'kind-cap' || line.reason === 'share-cap'
}
