/** Which columns of a course show which of a learner's books; pure. */
import { SCOPE } from '#lti/services/scopes'
import type { LaunchColumn, ServiceGrant } from '#store/ports/grants'
import type { Enrolment, StoredProgramme } from '#store/ports/people'

/** Why a course takes no grades at all. */
export type GradeFault = 'no-grade-service' | 'no-score-scope' | 'no-line-item' | 'no-line-item-scope'

export interface Target {
  /** `link|<resource link>` or `own|<programme>`. */
  column: string
  /** `null`: our own column, perhaps not made yet. */
  launched: LaunchColumn | null
  enrolment: Enrolment
}

const aliveColumns = ({ columns }: ServiceGrant): LaunchColumn[] => columns.filter(column => !column.gone)

export function gradeFaultOf(grant: ServiceGrant): GradeFault | null {
  const alive = aliveColumns(grant)
  if (grant.lineItems === undefined && grant.columns.length === 0) return 'no-grade-service'
  if (!grant.scopes.includes(SCOPE.score)) return 'no-score-scope'
  if (alive.length > 0) return null
  if (grant.lineItems === undefined) return 'no-line-item'
  return grant.scopes.includes(SCOPE.lineItem) ? null : 'no-line-item-scope'
}

/**
 * Links that were placed for a programme show that one, others the learner's latest. A course whose links came without
 * columns (Moodle: grades «delegated») gets one of ours a programme. Programmes of other deployments are not shown.
 */
export function targetsOf(
  grant: ServiceGrant,
  enrolments: readonly Enrolment[],
  programmes: ReadonlyMap<string, StoredProgramme>,
): Target[] {
  if (gradeFaultOf(grant)) return []
  const shown = enrolments
    .filter(each => programmes.get(each.programmeId)?.deployments.includes(grant.deployment))
    .sort(latestFirst)
  const launched = aliveColumns(grant)
  if (launched.length === 0) {
    return shown.map(enrolment => ({ column: `own|${enrolment.programmeId}`, launched: null, enrolment }))
  }
  return launched.flatMap(column => {
    const wanted = column.programmeId
    const enrolment = wanted === undefined ? shown[0] : shown.find(each => each.programmeId === wanted)
    return enrolment ? [{ column: `link|${column.linkId}`, launched: column, enrolment }] : []
  })
}

/** Active ones first, then the latest; by id among equals, so that a column does not change its mind. */
function latestFirst(a: Enrolment, b: Enrolment): number {
  const active = Number(b.status === 'active') - Number(a.status === 'active')
  if (active !== 0) return active
  if (a.enrolledOn !== b.enrolledOn) return a.enrolledOn < b.enrolledOn ? 1 : -1
  return a.id < b.id ? -1 : 1
}
