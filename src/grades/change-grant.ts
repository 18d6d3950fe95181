import { ConflictError } from '#domain/errors'
import type { GrantStore, ServiceGrant } from '#store/ports/grants'

/** Each round somebody else wins. */
const MOST_ROUNDS = 20

/**
 * Changes a grant as it is now, however many do so at once.
 *
 * @param change the grant's next state without its revision; `null`: nothing to write
 * @returns the grant as it is now; `null` if there was none and none was made
 */
export async function changeGrant(
  grants: Pick<GrantStore, 'byId' | 'save'>,
  id: string,
  change: (now: ServiceGrant | null) => ServiceGrant | null,
): Promise<ServiceGrant | null> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const now = await grants.byId(id)
    const next = change(now)
    if (!next) return now
    const written = { ...next, revision: now ? now.revision + 1 : 0 }
    if (await grants.save(written)) return written
  }
  throw new ConflictError('too many changes of a grant at once', { grant: id })
}
