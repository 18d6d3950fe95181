/** One measured promise: a ratio taken in one run, so that the machine's own speed cancels out. */
export interface Measure {
  name: string
  /** What was promised, in words. */
  promise: string
  /** What was measured, in words. */
  measured: string
  holds: boolean
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The middle of several runs, which a noisy machine moves least. */
export async function medianOf(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < runs; i++) times.push(await timed(work))
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] as number
}
