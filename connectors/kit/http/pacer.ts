import type { Runtime } from '../runtime.ts'

export interface PaceLimits {
  /** Requests under way at once. */
  concurrency: number
  /** Least time between the starts of two requests. */
  minSpacingMs: number
}

export interface Pacer {
  /** Runs the task when its turn comes, first come first served. */
  run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T>
  /** Holds back every request that has not started yet: the server asked for patience. */
  pause(ms: number): void
}

/** A polite queue: PHP sites fall over from what a Node client can send. */
export function createPacer(limits: PaceLimits, runtime: Pick<Runtime, 'sleep' | 'nowMs'>): Pacer {
  const waiting: (() => void)[] = []
  let running = 0
  let nextStart = 0

  async function enter(): Promise<void> {
    if (running < limits.concurrency) {
      running += 1
      return
    }
    await new Promise<void>(resolve => waiting.push(resolve))
  }

  function leave(): void {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }

  async function waitForTurn(signal: AbortSignal): Promise<void> {
    const start = Math.max(runtime.nowMs(), nextStart)
    nextStart = start + limits.minSpacingMs
    const waitMs = start - runtime.nowMs()
    if (waitMs > 0) await runtime.sleep(waitMs, signal)
    signal.throwIfAborted()
  }

  return {
    pause: ms => {
      nextStart = Math.max(nextStart, runtime.nowMs() + ms)
    },
    run: async (task, signal) => {
      await enter()
      try {
        await waitForTurn(signal)
        return await task()
      } finally {
        leave()
      }
    },
  }
}
