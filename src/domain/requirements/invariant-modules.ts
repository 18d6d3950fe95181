import { isMastered } from '../rules/kind-cap.ts'
import type { Line } from '../rules/line.ts'
import type { Judge } from './requirement.ts'

/** Ids of the modules mastered. */
function masteredIn(lines: readonly Line[]): Set<string> {
  return new Set(lines.filter(isMastered).map(line => line.entry.module))
}

/**
 * ТГПУ п. 2.4: every invariant module of the programme is mastered, whatever the total; Грозный п. 2.11: every module. Hours
 * that a cap took do not undo it.
 */
export const invariantModules: Judge = ({ book, regulation, lines, ifConfirmed }) => {
  const all = regulation.invariantModules?.of === 'all'
  const invariant = book.programme.modules.filter(module => all || module.part === 'invariant')
  const mastered = masteredIn(lines)
  const soon = masteredIn(ifConfirmed)
  const missing = invariant.filter(module => !mastered.has(module.id))
  const awaiting = missing.filter(module => soon.has(module.id))
  const asks = Math.max(invariant.length, regulation.invariantModules?.atLeast ?? 0)
  const has = invariant.length - missing.length
  return {
    met: has >= asks,
    asks: String(asks),
    has: String(has),
    facts: {
      inProgramme: String(invariant.length),
      missing: missing.map(module => module.title).join('\n'),
      missingIds: missing.map(module => module.id).join(','),
      awaiting: String(awaiting.length),
      ...(awaiting.length > 0 && { awaitingTitles: awaiting.map(module => module.title).join('\n') }),
      ...(has < asks && has + awaiting.length >= asks && { waitsOnly: 'yes' }),
    },
  }
}
