import { systemActor } from '#domain/actor'
import type { JobDeps } from './deps.ts'

/** Once a day: a term passes without anybody doing anything, and the summaries that lists are narrowed by with it. */
export async function recomputeBooks({ credits, log }: Pick<JobDeps, 'credits' | 'log'>): Promise<void> {
  const books = await credits.recomputeAll(systemActor)
  log.info({ books }, 'books recomputed')
}
