/**
 * Shuffles suites and tests before the first one runs, so that no test can lean on its neighbour.
 * The seed is printed; `TEST_SEED=… npm test` repeats an order.
 */
import type { Suite } from 'mocha'

const seed = Number(process.env.TEST_SEED ?? Date.now() % 2147483647)

/** A small deterministic generator (mulberry32): good enough to shuffle, nothing more. */
function generator(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const a = items[i] as T
    items[i] = items[j] as T
    items[j] = a
  }
}

function shuffleSuite(suite: Suite, random: () => number): void {
  shuffle(suite.suites, random)
  shuffle(suite.tests, random)
  for (const child of suite.suites) shuffleSuite(child, random)
}

/** Once a run, in the process that reports. */
export function mochaGlobalSetup(): void {
  process.stdout.write(`\n  order: TEST_SEED=${seed}\n`)
}

/** Once a file where files run side by side, else once a run. */
export const mochaHooks = {
  beforeAll(this: Mocha.Context): void {
    const root = this.test?.parent
    if (root) shuffleSuite(root, generator(seed))
  },
}
