import { sumHours } from '../hours.ts'
import { isMastered } from '../rules/kind-cap.ts'
import type { Line } from '../rules/line.ts'
import type { Judge } from './requirement.ts'

/** Hours claimed in valid entries, whatever the cap took from them. */
function claimed(lines: readonly Line[]): number {
  return sumHours(lines.map(line => line.entry.hours))
}

/** A share above the limit never reads as the limit itself. */
function roundedShare(points: number, limit: number, met: boolean): number {
  return met ? Math.round(points) : Math.max(Math.round(points), limit + 1)
}

/** Тюмень п. 3.2.1: the invariant share of the study programme's hours, in percent rounded to 0.01. */
export const invariantShare: Judge = ({ book, regulation, lines }) => {
  const share = regulation.invariantShare
  const relevant = lines.filter(
    line => isMastered(line) && (share?.of === 'all' || line.module?.study === true),
  )
  const planned = book.programme.modules.filter(module => share?.of === 'all' || module.study === true)
  const base = share?.base === 'planned' ? sumHours(planned.map(module => module.hours)) : claimed(relevant)
  const invariant = claimed(relevant.filter(line => line.module?.part === 'invariant'))
  const limit = share?.maxBasisPoints ?? 10_000
  const met = invariant * 10_000 <= base * limit
  const points = base === 0 ? 0 : roundedShare((invariant * 10_000) / base, limit, met)
  return {
    met,
    asks: String(limit / 100),
    has: String(points / 100),
    facts: { base: share?.base ?? 'planned' },
  }
}
