/** Counts of learners by standing, for a school, a municipality, the whole region. */
import { STANDINGS, type Standing } from './standing.ts'

export type Tally = { teachers: number } & Record<Standing, number>

export function emptyTally(): Tally {
  return {
    teachers: 0,
    ...(Object.fromEntries(STANDINGS.map(each => [each, 0])) as Record<Standing, number>),
  }
}

export function countIn(tally: Tally, standing: Standing): void {
  tally.teachers += 1
  tally[standing] += 1
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = emptyTally()
  for (const tally of tallies) {
    sum.teachers += tally.teachers
    for (const standing of STANDINGS) sum[standing] += tally[standing]
  }
  return sum
}

/** Fewer than this many and a name could be guessed from a number. */
const SMALLEST_GROUP = 5

/** Whether a level above the school may see the names of those who stand so (малые группы скрыты). */
export function namesMayShow(tally: Tally, standing: Standing): boolean {
  return tally[standing] >= SMALLEST_GROUP
}
