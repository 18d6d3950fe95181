import { systemActor } from '#domain/access/actor'
import type { JobDeps } from './deps.ts'

/** Takes up certificates that a crash left between two steps. */
export async function finishCertificates({ credits, log }: Pick<JobDeps, 'credits' | 'log'>): Promise<void> {
  const finished = await credits.finishCertificates(systemActor)
  if (finished > 0) log.info({ finished }, 'certificates finished')
}
