/** One reading of one course's roster: whole or not at all. */
import { LtiError } from '#lti/errors/lti-error'
import type { Member } from '#lti/services/members'
import type { ServiceGrant } from '#store/ports/grants'
import { placeId, type Roster } from '#store/ports/roster'
import type { RosterDeps } from './deps.ts'
import { diffRoster } from './diff-roster.ts'
import { linkIdentities } from './link-identities.ts'

export interface ReadingFacts {
  grantId: string
  status: Roster['status']
  listed: number
  gone: number
  linked: number
  conflicts: number
}

/**
 * Reads all pages and writes the differences. Newcomers are written in any case; who is gone, unless so many are that a person
 * has to look. Repeated after a crash it ends the same: it compares, it does not count.
 */
export async function readRoster(
  deps: RosterDeps,
  grant: ServiceGrant,
  known: Roster | null,
): Promise<ReadingFacts> {
  const failed = { grantId: grant.id, status: 'failed' as const, listed: 0, gone: 0, linked: 0, conflicts: 0 }
  const platform = await deps.stores.platforms.byId(grant.registrationId)
  if (!platform?.active || grant.nrps === undefined) return failed
  try {
    return await writeRoster(deps, grant, known, await deps.services.readRoster(platform, grant.nrps))
  } catch (error) {
    await saveFailure(deps, grant, known, error)
    return failed
  }
}

async function writeRoster(
  deps: RosterDeps,
  { id: grantId, issuer, deployment }: ServiceGrant,
  known: Roster | null,
  members: readonly Member[],
): Promise<ReadingFacts> {
  const { places, rosters } = deps.stores
  const diff = diffRoster(await places.ofGrant(grantId), members, deps.limits)
  const at = deps.now().toISOString()
  await places.putListed(
    diff.listed.map(change => ({ ...change, grantId, issuer })),
    at,
  )
  if (!diff.isMass) await places.setGone(diff.gone, at)
  const active = members.filter(member => member.status === 'Active').map(member => member.userId)
  const { linked, conflicts } = await linkIdentities(deps, issuer, active)
  await places.setUnannounced(
    linked.map(sub => placeId(grantId, sub)),
    at,
  )
  const status = diff.isMass ? 'held' : 'read'
  await rosters.save({
    ...{ id: grantId, deployment, status, triedAt: at, readAt: at, active: active.length },
    ...(diff.isMass && { held: { since: known?.held?.since ?? at, gone: diff.gone, of: diff.before } }),
    ...(known?.accepted && { accepted: known.accepted }),
    ...{ failures: 0, conflicts },
  })
  const counts = { listed: diff.listed.length, gone: diff.gone.length, linked: linked.length }
  return { grantId, status, ...counts, conflicts: conflicts.length }
}

/** What was read before stays as it is. @throws what is no failure of a service */
async function saveFailure(
  { stores, now }: RosterDeps,
  { id, deployment }: ServiceGrant,
  known: Roster | null,
  error: unknown,
): Promise<void> {
  if (!(error instanceof LtiError)) throw error
  const { code, retryable, facts } = error
  await stores.rosters.save({
    ...(known ?? { id, deployment, active: 0, conflicts: [] }),
    status: 'failed',
    triedAt: now().toISOString(),
    error: { code, reason: String(facts.reason ?? code), retryable },
    failures: (known?.failures ?? 0) + 1,
  })
}
