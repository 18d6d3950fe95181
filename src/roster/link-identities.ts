/**
 * Accounts that are the same by construction: at some platforms (Moodle) the id in launches and rosters is the id in web
 * services. A connection says so by naming its `platformIssuer`. Known people get the other account's key; nobody is made,
 * nobody is merged, and e-mail plays no part (decision 0003).
 */
import { ltiKey, type Person, sourceKey } from '#store/ports/people'
import type { IdentityConflict } from '#store/ports/roster'
import type { RosterDeps } from './deps.ts'

/** Accounts looked up at a time. */
const CHUNK = 200

export interface Linked {
  /** User ids of people who were linked now. */
  linked: string[]
  conflicts: IdentityConflict[]
}

export async function linkIdentities(
  deps: Pick<RosterDeps, 'stores' | 'now'>,
  issuer: string,
  userIds: readonly string[],
): Promise<Linked> {
  const all = await deps.stores.connections.all()
  const connections = all.filter(connection => connection.platformIssuer === issuer)
  const result: Linked = { linked: [], conflicts: [] }
  for (const { id } of connections) {
    for (let i = 0; i < userIds.length; i += CHUNK) {
      await linkChunk(deps, { issuer, connectionId: id }, userIds.slice(i, i + CHUNK), result)
    }
  }
  return { linked: [...new Set(result.linked)], conflicts: result.conflicts }
}

async function linkChunk(
  { stores, now }: Pick<RosterDeps, 'stores' | 'now'>,
  { issuer, connectionId }: { issuer: string; connectionId: string },
  userIds: readonly string[],
  result: Linked,
): Promise<void> {
  const keysOf = (userId: string) => [ltiKey(issuer, userId), sourceKey(connectionId, userId)] as const
  const people = await stores.people.byIdentities(userIds.flatMap(keysOf))
  for (const userId of userIds) {
    const [lti, source] = keysOf(userId)
    const [launched, pulled] = [people.get(lti), people.get(source)]
    if (launched && pulled) {
      if (launched.id !== pulled.id) result.conflicts.push(conflictOf(userId, connectionId, launched, pulled))
      continue
    }
    const person = launched ?? pulled
    if (!person) continue
    const outcome = await stores.identityLinks.link(person.id, launched ? source : lti, now().toISOString())
    // taken meanwhile by somebody else: the next reading sees both and lists the conflict
    if (outcome === 'linked') result.linked.push(userId)
  }
}

const conflictOf = (userId: string, connectionId: string, a: Person, b: Person): IdentityConflict => ({
  userId,
  connectionId,
  personIds: [a.id, b.id],
})
