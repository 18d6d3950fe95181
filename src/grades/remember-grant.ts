/** What a verified launch allows is written down, so that background work needs no launch. */
import { isDeepStrictEqual } from 'node:util'
import type { VerifiedLaunch } from '#lti/launch/verified-launch'
import { grantId, type LaunchColumn, type ServiceGrant } from '#store/ports/grants'
import { deploymentKey } from '#store/ports/people'
import { changeGrant } from './change-grant.ts'
import type { GradesDeps } from './deps.ts'

/** An unchanged grant is written down again after this, so that `seenAt` is true to the day. */
const FRESH_MS = 24 * 3_600_000
/** Launches remembered in memory: of them nothing is even read. */
const REMEMBERED = 10_000

export type RememberedLaunch = Pick<
  VerifiedLaunch,
  | 'issuer'
  | 'clientId'
  | 'deploymentId'
  | 'registrationId'
  | 'sub'
  | 'roles'
  | 'context'
  | 'resourceLink'
  | 'endpoints'
> & { opens?: { programmeId?: string; moduleId?: string } }

/**
 * Notes the services of the launch's course, and that the person is in it. A launch outside any course allows nothing. The
 * same launch within a day costs no round trip in this process, and no write in another.
 */
export function rememberGrant(
  deps: Pick<GradesDeps, 'stores' | 'now'>,
): (launch: RememberedLaunch) => Promise<void> {
  const remembered = new Map<string, { launch: string; until: number }>()

  return async launch => {
    if (!launch.context) return
    const key = `${grantId(launch.registrationId, launch.deploymentId, launch.context.id)}|${launch.sub}`
    const now = deps.now()
    const told = JSON.stringify([launch.endpoints, launch.resourceLink?.id, launch.opens, launch.context])
    const known = remembered.get(key)
    if (known && known.launch === told && known.until > now.getTime()) return
    await saveLaunch(deps, launch, launch.context, now)
    remembered.delete(key)
    remembered.set(key, { launch: told, until: now.getTime() + FRESH_MS })
    const oldest = remembered.keys().next().value
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest)
  }
}

type Context = NonNullable<VerifiedLaunch['context']>

async function saveLaunch(
  { stores }: Pick<GradesDeps, 'stores'>,
  launch: RememberedLaunch,
  context: Context,
  now: Date,
): Promise<void> {
  const id = grantId(launch.registrationId, launch.deploymentId, context.id)
  await changeGrant(stores.grants, id, known => {
    const next = grantOf(launch, context, known, now)
    return known && isFresh(known, next, now) ? null : next
  })
  const { issuer, sub, roles } = launch
  await stores.places.noteLaunch({ grantId: id, issuer, sub, roles: [...roles] }, now.toISOString())
}

function isFresh(known: ServiceGrant, next: ServiceGrant, now: Date): boolean {
  const isSame = isDeepStrictEqual({ ...next, seenAt: '' }, { ...known, seenAt: '' })
  return isSame && now.getTime() - Date.parse(known.seenAt) < FRESH_MS
}

/** Scopes and addresses are the newest launch's: what it does not carry is not granted any more. */
function grantOf(
  launch: RememberedLaunch,
  context: Context,
  known: ServiceGrant | null,
  now: Date,
): ServiceGrant {
  const { endpoints, issuer, registrationId } = launch
  return {
    id: grantId(registrationId, launch.deploymentId, context.id),
    registrationId,
    issuer,
    deployment: deploymentKey(issuer, launch.clientId, launch.deploymentId),
    contextId: context.id,
    ...(context.title !== undefined && { contextTitle: context.title }),
    ...(endpoints.ags?.lineItems !== undefined && { lineItems: endpoints.ags.lineItems }),
    columns: columnsOf(launch, known?.columns ?? []),
    ownColumns: known?.ownColumns ?? [],
    ...(endpoints.nrps !== undefined && { nrps: endpoints.nrps }),
    scopes: [...endpoints.scopes],
    seenAt: now.toISOString(),
    revision: known?.revision ?? 0,
  }
}

/** The launched link's column, and those of other links as they were. */
function columnsOf(
  { resourceLink, endpoints, opens }: RememberedLaunch,
  known: readonly LaunchColumn[],
): LaunchColumn[] {
  const lineItem = endpoints.ags?.lineItem
  if (!resourceLink) return [...known]
  const before = known.find(column => column.linkId === resourceLink.id)
  const others = known.filter(column => column !== before)
  if (lineItem === undefined) return others
  // a column that was lost stays lost until the link gets another
  const isGone = before?.gone === true && before.lineItem === lineItem
  const column: LaunchColumn = {
    linkId: resourceLink.id,
    lineItem,
    ...(opens?.programmeId !== undefined && { programmeId: opens.programmeId }),
    ...(opens?.moduleId !== undefined && { moduleId: opens.moduleId }),
    ...(isGone && { gone: true }),
  }
  return before ? known.map(each => (each === before ? column : each)) : [...others, column]
}
