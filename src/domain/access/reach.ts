/** How far an actor's roles reach: by deployments, and for a curator by courses as well. */
import type { Actor } from './actor.ts'

/** What a programme says of who sees it. */
export interface ProgrammeReach {
  id?: string
  deployments: readonly string[]
  /** LTI contexts whose instructors are its curators; absent or empty: those of every course of the deployments. */
  contexts?: readonly string[]
}

/** Whether something that lists deployments is within the actor's scope. */
export function reachesDeployments({ scope }: Actor, deployments: readonly string[]): boolean {
  return scope === 'all' || deployments.some(deployment => scope.includes(deployment))
}

/** Whether the actor's scope reaches a programme. Which roles see it at all is the use case's to say. */
export function reachesProgramme(actor: Actor, programme: ProgrammeReach): boolean {
  if (actor.programmes && !actor.programmes.includes(programme.id ?? '')) return false
  if (actor.scope === 'all') return true
  return reachesDeployments(actor, programme.deployments) && !isOutside(actor, programme)
}

/** In an LMS every teacher is an instructor of some course: one of another course is no curator of this programme. */
function isOutside({ roles, context }: Actor, { contexts }: ProgrammeReach): boolean {
  if (!contexts?.length || roles.includes('issuer') || roles.includes('administrator')) return false
  return context === undefined || !contexts.includes(context)
}
