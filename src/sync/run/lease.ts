/** The right to run a connection, kept alive while the run lasts, whatever agenda thinks of its own lock. */
import type { ConnectionStore, Lease } from '#store/ports/connections'

export interface HeldLease extends Lease {
  /** Fires when another process took over. */
  lost: AbortSignal
  release(): Promise<void>
}

/**
 * Takes the lease and renews it three times in its life.
 *
 * @returns `null` while somebody else holds it
 */
export async function holdLease(
  store: ConnectionStore,
  connectionId: string,
  owner: string,
  now: () => Date,
  ttlMs: number,
): Promise<HeldLease | null> {
  const lease = await store.acquireLease(connectionId, owner, now(), ttlMs)
  if (!lease) return null
  const lost = new AbortController()
  const renew = async (): Promise<void> => {
    // A store that does not answer is not a lost lease: the fence decides at the next checkpoint.
    const held = await store.renewLease(lease, now(), ttlMs).catch(() => true)
    if (!held) lost.abort()
  }
  const timer = setInterval(() => void renew(), ttlMs / 3)
  timer.unref()
  return {
    ...lease,
    lost: lost.signal,
    async release() {
      clearInterval(timer)
      await store.releaseLease(lease)
    },
  }
}
