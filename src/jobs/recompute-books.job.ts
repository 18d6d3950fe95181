import { systemActor } from '#domain/access/actor'
import type { JobDeps } from './deps.ts'

type Deps = Pick<JobDeps, 'credits' | 'routes' | 'log'>

/** Once a day: a term passes without anybody doing anything, and the summaries that lists are narrowed by with it. */
export async function recomputeBooks({ credits, routes, log }: Deps): Promise<void> {
  await routes.tellRequirements(systemActor)
  const books = await credits.recomputeAll(systemActor)
  log.info({ books }, 'books recomputed')
}
