/** One reading of one course's roster: whole or not at all. */
import { LtiError } from '#lti/errors/lti-error'
import type { ServiceGrant } from '#store/ports/grants'
import { placeId, type Roster } from '#store/ports/roster'
import type { RosterDeps } from './deps.ts'
import { DEFAULT_LIMITS, diffRoster } from './diff-roster.ts'
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
  const platform = await deps.stores.platforms.byId(grant.registrationId)
  const facts = { grantId: grant.id, listed: 0, gone: 0, linked: 0, conflicts: 0 }
  try {
    if (!platform?.active || grant.nrps === undefined) return { ...facts, status: 'failed' }
    const members = await deps.services.readRoster(platform, grant.nrps)
    const diff = diffRoster(
      await deps.stores.places.ofGrant(grant.id),
      members,
      deps.limits ?? DEFAULT_LIMITS,
    )
    const at = deps.now().toISOString()
    const { id: grantId, issuer } = grant
    await deps.stores.places.putListed(
      diff.listed.map(change => ({ ...change, grantId, issuer })),
      at,
    )
    if (!diff.isMass) await deps.stores.places.setGone(diff.gone, at)
    const active = members.filter(member => member.status === 'Active').map(member => member.userId)
    const { linked, conflicts } = await linkIdentities(deps, issuer, active)
    await deps.stores.places.setUnannounced(
      linked.map(sub => placeId(grantId, sub)),
      at,
    )
    await deps.stores.rosters.save({
      id: grantId,
      deployment: grant.deployment,
      status: diff.isMass ? 'held' : 'read',
      triedAt: at,
      readAt: at,
      active: active.length,
      ...(diff.isMass && { held: { since: known?.held?.since ?? at, gone: diff.gone, of: diff.before } }),
      failures: 0,
      conflicts,
    })
    return {
      grantId,
      status: diff.isMass ? 'held' : 'read',
      listed: diff.listed.length,
      gone: diff.gone.length,
      linked: linked.length,
      conflicts: conflicts.length,
    }
  } catch (error) {
    await saveFailure(deps, grant, known, error)
    return { ...facts, status: 'failed' }
  }
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
