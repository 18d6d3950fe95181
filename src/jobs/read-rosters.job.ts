import type { JobDeps } from './deps.ts'

/** Reads the rosters that are due. A failure is the roster's state, not the job's. */
export async function readRosters(
  { rosters, log }: Pick<JobDeps, 'rosters' | 'log'>,
  signal?: AbortSignal,
): Promise<void> {
  for (const facts of await rosters.readDue(signal)) {
    if (facts.status === 'read') log.info(facts, 'roster read')
    else log.warn(facts, facts.status === 'held' ? 'roster held for a person' : 'roster failed')
  }
}
