/**
 * A process that dies before a certain write of its stores or services: from then on every call of it fails. Dying after one
 * write is dying before the next, so each gap between two writes is met once.
 */
import type { Stores } from '#store/ports/index'
import { buildProcess, type Courses } from './use-courses.ts'

class DiedError extends Error {
  readonly code = 'died'
}

type Methods = Record<string, unknown>

const MORTAL = ['outbox', 'grades', 'grants', 'places', 'entries', 'enrolments'] as const
const READS = new Set(
  'byId byIds byLearner byLearners byEnrolments ofEnrolments ofBook ofBooks ofStreams ofAccounts after deliveries touched unannounced replays'.split(
    ' ',
  ),
)

/** @param step which write it does not make any more, from 1 */
export function createMortal(at: Courses, step: number) {
  let writes = 0
  let last: string | null = null

  function mortal<T extends object>(target: T): T {
    const methods = Object.entries(target as Methods).map(([name, method]) => [
      name,
      async (...args: unknown[]) => {
        if (!READS.has(name) && last === null) {
          writes += 1
          if (writes >= step) last = name
        }
        if (last !== null) throw new DiedError()
        return (method as (...args: unknown[]) => unknown).apply(target, args)
      },
    ])
    return Object.fromEntries(methods) as T
  }

  const stores: Stores = { ...at.world.stores }
  for (const name of MORTAL) Object.assign(stores, { [name]: mortal(stores[name]) })
  return { process: buildProcess(stores, at, { wrapServices: mortal }), died: () => last }
}
