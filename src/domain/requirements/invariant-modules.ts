import { isMastered } from '../rules/kind-cap.ts'
import type { Judge } from './requirement.ts'

/** ТГПУ п. 2.4: every invariant module of the programme is mastered, whatever the total; hours that a cap took do not undo it. */
export const invariantModules: Judge = ({ book, regulation, lines }) => {
  const invariant = book.programme.modules.filter(module => module.part === 'invariant')
  const mastered = new Set(lines.filter(isMastered).map(line => line.entry.module))
  const missing = invariant.filter(module => !mastered.has(module.id))
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
    },
  }
}
