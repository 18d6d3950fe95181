import { SyncRunningError } from '../errors.ts'
import type { Decided, MatchingDeps } from './contract.ts'

/** What was decided holds already; a pull that runs, or the next one, does the rest. */
export async function replayNow(
  { sync }: MatchingDeps,
  connectionId: string,
  keys: string[],
): Promise<Decided> {
  const waiting = keys.length
  if (waiting === 0) return { waiting, replayed: 0 }
  try {
    return { waiting, replayed: (await sync.replay(connectionId, keys)).counts.imported }
  } catch (error) {
    if (error instanceof SyncRunningError) return { waiting, replayed: null }
    throw error
  }
}
