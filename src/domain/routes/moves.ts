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
  const still = longestRising(kept.map(({ from }) => from))
  const moved = kept.filter(({ from, to }, i) => !still.has(i) && from !== to)
  return new Map(moved.map(({ id, from, to }) => [id, { from: from + 1, to: to + 1 }]))
}

/** Indexes of a longest part of the numbers that rises. */
function longestRising(numbers: readonly number[]): Set<number> {
  const lengths: number[] = []
  const previous: number[] = []
  numbers.forEach((number, i) => {
    const fits = numbers.map((_, j) => j).filter(j => j < i && (numbers[j] ?? 0) < number)
    const best = fits.reduce((a, b) => ((lengths[b] ?? 0) > (lengths[a] ?? 0) ? b : a), -1)
    lengths[i] = (lengths[best] ?? 0) + 1
    previous[i] = best
  })
  const rising = new Set<number>()
  for (let i = lengths.indexOf(Math.max(0, ...lengths)); i >= 0; i = previous[i] ?? -1) rising.add(i)
  return rising
}
