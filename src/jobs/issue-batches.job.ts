import type { JobDeps } from './deps.ts'

/** Goes on with batches of certificates that were confirmed, also where their worker died. */
export async function issueBatches(
  { issuing, log }: Pick<JobDeps, 'issuing' | 'log'>,
  signal?: AbortSignal,
): Promise<void> {
  const settled = await issuing.work(signal)
  if (settled > 0) log.info({ settled }, 'certificates of batches settled')
}
