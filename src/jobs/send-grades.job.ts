import type { JobDeps } from './deps.ts'

/** Finds events and delivers them: grades to platforms, and whatever else listens. */
export async function sendGrades(
  { events, log }: Pick<JobDeps, 'events' | 'log'>,
  signal?: AbortSignal,
): Promise<void> {
  const derived = await events.derive()
  const counts = await events.dispatch(signal)
  if (counts.failed + counts.buried > 0) log.warn({ derived, ...counts }, 'events put off')
  else if (derived + counts.heard > 0) log.info({ derived, ...counts }, 'events delivered')
}

/** Events of all books, for what was written by a process that died before its next write. */
export async function sweepEvents({ events, log }: Pick<JobDeps, 'events' | 'log'>): Promise<void> {
  const derived = await events.sweep()
  if (derived > 0) log.warn({ derived }, 'events that nobody had marked')
}
