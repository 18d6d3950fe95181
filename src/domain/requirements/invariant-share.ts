import { addHours } from '../hours.ts'
import { isMastered } from '../rules/kind-cap.ts'
import type { Line } from '../rules/line.ts'
import type { Judge } from './requirement.ts'

/** Hours claimed in valid entries, whatever the cap took from them. */
function claimed(lines: readonly Line[]): number {
  return addHours(...lines.map(line => line.entry.hours))
}

/** Тюмень п. 3.2.1: the invariant share of the study programme's hours, in percent rounded to 0.01. */
export const invariantShare: Judge = ({ book, regulation, lines }) => {
  const share = regulation.invariantShare
  const relevant = lines.filter(
    line => isMastered(line) && (share?.of === 'all' || line.module?.study === true),
  )
  const planned = book.programme.modules.filter(module => share?.of === 'all' || module.study === true)
  const base =
    share?.base === 'planned' ? addHours(...planned.map(module => module.hours)) : claimed(relevant)
  const invariant = claimed(relevant.filter(line => line.module?.part === 'invariant'))
  const points = base === 0 ? 0 : Math.round((invariant * 10_000) / base)
  const limit = share?.maxBasisPoints ?? 10_000
  return {
    met: invariant * 10_000 <= base * limit,
    asks: String(limit / 100),
    has: String(points / 100),
    facts: { base: share?.base ?? 'planned' },
  }
}
