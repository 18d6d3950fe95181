import { RUNS_THAT_TELL } from '#sync/run/retries'
import type { JobDeps } from './deps.ts'
import { isToBeTakenUp } from './schedule.ts'

/** @returns connections whose last pull was interrupted or failed by a fault that passes, and is due again */
export async function connectionsToResume(deps: Pick<JobDeps, 'stores' | 'now'>): Promise<string[]> {
  const due: string[] = []
  for (const { id, state } of await deps.stores.connections.all()) {
    if (!state && isToBeTakenUp(await deps.stores.runs.latest(id, RUNS_THAT_TELL), deps.now())) due.push(id)
  }
  return due
}
