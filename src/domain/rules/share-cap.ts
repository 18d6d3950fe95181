import type { ProgrammeModule } from '../books/book.ts'
import { addHours, formatHours, type Hours, minHours, subtractHours, sumHours, zeroHours } from '../hours.ts'
import type { InvariantShare } from '../regulations/regulation.ts'
import { cut, type Line, type Rule, type RuleContext } from './line.ts'

const inBase = (module: ProgrammeModule | undefined, share: InvariantShare) =>
  module !== undefined && (share.of === 'all' || module.study === true)

function sumCounted(lines: readonly Line[], of: (line: Line) => boolean): Hours {
  return sumHours(lines.filter(of).map(line => line.counted))
}

/**
 * Most invariant hours. Of the planned base it is the share of the plan; of the counted base it is the most that keeps
 * `invariant ≤ share × (invariant + variative)`, that is `variative × share / (1 − share)`. Rounded down to 0.01 h.
 */
function invariantLimit(share: InvariantShare, lines: readonly Line[], context: RuleContext): Hours {
  const points = share.maxBasisPoints
  if (share.base === 'planned') {
    const planned = context.book.programme.modules
      .filter(module => inBase(module, share))
      .map(module => module.hours)
    return Math.floor((sumHours(planned) * points) / 10_000) as Hours
  }
  if (points >= 10_000) return sumCounted(lines, () => true)
  const variative = sumCounted(lines, line => inBase(line.module, share) && line.module?.part === 'variative')
  return Math.floor((variative * points) / (10_000 - points)) as Hours
}

/** The invariant part is at most a share of the (study) programme (Тюмень п. 3.2.1); the earliest entries count first. */
export const shareCap: Rule = (lines, context) => {
  const share = context.regulation.invariantShare
  if (!share) return lines
  const limit = invariantLimit(share, lines, context)
  let used = zeroHours
  return lines.map(line => {
    if (line.counted === 0 || line.module?.part !== 'invariant' || !inBase(line.module, share)) return line
    const counted = minHours(line.counted, subtractHours(limit, used))
    used = addHours(used, counted)
    if (counted === line.counted) return line
    const facts = {
      percent: String(share.maxBasisPoints / 100),
      counted: formatHours(counted),
      claimed: formatHours(line.entry.hours),
      limit: formatHours(limit),
      base: share.base,
    }
    return cut(line, 'share-cap', { facts, clause: share.clause }, counted)
  })
}
