/** Which events of a plan stand elsewhere in another revision: the fewest whose moving makes the one order out of the other. */

/** Places from 1, each in its own revision. */
export interface Move {
  from: number
  to: number
}

/** By id; events that only one revision has move nothing, and what others moved past stands where it stood. */
export function movesBetween(before: readonly string[], after: readonly string[]): Map<string, Move> {
  const placeBefore = new Map(before.map((id, i) => [id, i]))
  const kept = after.flatMap((id, to) => {
    const from = placeBefore.get(id)
    return from === undefined ? [] : [{ id, from, to }]
  })
  const still = heaviestRising(kept)
  const moved = kept.filter(({ from, to }, i) => !still.has(i) && from !== to)
  return new Map(moved.map(({ id, from, to }) => [id, { from: from + 1, to: to + 1 }]))
}

/** Indexes of the most that stand in one order in both; of several such, of those that kept most of their places. */
function heaviestRising(kept: readonly Move[]): Set<number> {
  const weights: number[] = []
  const previous: number[] = []
  kept.forEach(({ from, to }, i) => {
    const fits = kept.flatMap((each, j) => (j < i && each.from < from ? [j] : []))
    const best = fits.reduce((a, b) => ((weights[b] ?? 0) > (weights[a] ?? 0) ? b : a), -1)
    weights[i] = (weights[best] ?? 0) + kept.length + 1 + (from === to ? 1 : 0)
    previous[i] = best
  })
  const rising = new Set<number>()
  for (let i = weights.indexOf(Math.max(0, ...weights)); i >= 0; i = previous[i] ?? -1) rising.add(i)
  return rising
}
