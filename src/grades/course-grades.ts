/** The state of grades by course, for administrators and curators of its deployment. */
import type { Actor } from '#domain/access/actor'
import { reachesDeployments } from '#domain/access/reach'
import { ForbiddenError, NotFoundError } from '#domain/errors'
import type { GradeRecord } from '#store/ports/grades'
import type { ServiceGrant } from '#store/ports/grants'
import { ltiKey } from '#store/ports/people'
import type { Place } from '#store/ports/roster'
import { type GradeFault, gradeFaultOf } from './columns.ts'
import type { GradesDeps } from './deps.ts'

export interface CourseGrades {
  /** The grant's id. */
  id: string
  deployment: string
  contextId: string
  title: string
  /** ISO instant of the last launch that told of its services. */
  seenAt: string
  /** Why no grades can be sent at all; `null`: they can. */
  fault: GradeFault | null
  hasRoster: boolean
  counts: Record<GradeRecord['state'], number>
}

export interface GradeRow extends GradeRecord {
  person: { id: string; familyName: string; givenName: string } | null
}

const STAFF = ['curator', 'administrator', 'system'] as const

export async function listCourses(
  { stores }: Pick<GradesDeps, 'stores'>,
  actor: Actor,
  { after, limit }: { after?: string; limit: number },
): Promise<CourseGrades[]> {
  demandStaff(actor)
  const grants = await stores.grants.list({
    ...(actor.scope !== 'all' && { deployments: actor.scope }),
    ...(after !== undefined && { after }),
    limit,
  })
  return Promise.all(grants.map(grant => describe(stores, grant)))
}

/** @throws {NotFoundError} if there is none or it is out of the actor's scope */
export async function readCourse(
  deps: Pick<GradesDeps, 'stores'>,
  actor: Actor,
  { id, state, after, limit }: { id: string; state?: GradeRecord['state']; after?: string; limit: number },
): Promise<{ course: CourseGrades; rows: GradeRow[] }> {
  const { stores } = deps
  const grant = await grantInScope(deps, actor, id)
  const records = await stores.grades.list({
    grantId: id,
    ...(state && { state }),
    ...(after !== undefined && { after }),
    limit,
  })
  const people = await stores.people.byIds([...new Set(records.map(record => record.personId))])
  const rows = records.map(record => {
    const person = people.get(record.personId)
    const { id: personId, familyName, givenName } = person ?? { id: '', familyName: '', givenName: '' }
    return { ...record, person: person ? { id: personId, familyName, givenName } : null }
  })
  return { course: await describe(stores, grant), rows }
}

/** Lets the platform be asked again about people whom it refused. @returns how many */
export async function retryRefused(
  deps: Pick<GradesDeps, 'stores' | 'now'>,
  actor: Actor,
  id: string,
): Promise<number> {
  await grantInScope(deps, actor, id)
  const refused = new Set(await deps.stores.grades.forgetRefusals(id))
  const places = await deps.stores.places.ofGrant(id)
  const keyOf = ({ issuer, sub }: Place) => ltiKey(issuer, sub)
  const owners = await deps.stores.people.byIdentities(places.map(keyOf))
  const again = places.filter(place => refused.has(owners.get(keyOf(place))?.id ?? ''))
  await deps.stores.places.setUnannounced(
    again.map(place => place.id),
    deps.now().toISOString(),
  )
  return refused.size
}

/** @throws {ForbiddenError} for others than staff; {NotFoundError} for a course out of scope */
export async function grantInScope(
  { stores }: Pick<GradesDeps, 'stores'>,
  actor: Actor,
  id: string,
): Promise<ServiceGrant> {
  demandStaff(actor)
  const grant = await stores.grants.byId(id)
  if (!grant || !reachesDeployments(actor, [grant.deployment])) throw new NotFoundError('no such course')
  return grant
}

async function describe(stores: GradesDeps['stores'], grant: ServiceGrant): Promise<CourseGrades> {
  return {
    id: grant.id,
    deployment: grant.deployment,
    contextId: grant.contextId,
    title: grant.contextTitle ?? grant.contextId,
    seenAt: grant.seenAt,
    fault: gradeFaultOf(grant),
    hasRoster: grant.nrps !== undefined,
    counts: await stores.grades.countByState(grant.id),
  }
}

function demandStaff(actor: Actor): void {
  if (!STAFF.some(role => actor.roles.includes(role)))
    throw new ForbiddenError('this takes a curator or an administrator', { roles: 'curator, administrator' })
}
