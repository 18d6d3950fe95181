/** Both records with all that stands under them, for whoever administers all of it. */
import type { Actor } from '#domain/access/actor'
import { ForbiddenError, NotFoundError } from '#domain/errors'
import type { Stores } from '#store/ports/index'
import type { MovedThings, PersonMerge } from '#store/ports/merges'
import type { Enrolment, Person, StoredProgramme } from '#store/ports/people'
import { reachablePerson, scopeOf } from '../appointments/scope.ts'
import type { MergeInput } from './contract.ts'

export interface MergeDeps {
  stores: Stores
  recompute(books: { learnerId: string; programmeId: string }[]): Promise<void>
  now(): Date
  newId(): string
}

export interface Side {
  person: Person
  enrolments: Enrolment[]
}

export interface Pair {
  kept: Side
  absorbed: Side
  programmes: Map<string, StoredProgramme>
  /** Enrolments of the absorbed in programmes that both are enrolled in. */
  shared: { enrolment: Enrolment; into: Enrolment }[]
  holdings: MovedThings
}

export async function loadPair(
  { stores }: MergeDeps,
  actor: Actor,
  { keptId, absorbedId }: MergeInput,
): Promise<Pair> {
  const [kept, absorbed] = await Promise.all([
    loadSide(stores, actor, keptId),
    loadSide(stores, actor, absorbedId),
  ])
  const shared = absorbed.enrolments.flatMap(enrolment => {
    const into = kept.enrolments.find(({ programmeId }) => programmeId === enrolment.programmeId)
    return into ? [{ enrolment, into }] : []
  })
  const ids = [...kept.enrolments, ...absorbed.enrolments].map(({ programmeId }) => programmeId)
  const [programmes, holdings] = await Promise.all([
    stores.programmes.byIds([...new Set(ids)]),
    stores.merges.holdings(
      absorbedId,
      shared.map(({ enrolment }) => enrolment.id),
    ),
  ])
  return { kept, absorbed, programmes, shared, holdings }
}

/** The record that stays has all that went over; what was set aside is in the merge itself. */
export async function demandMerge({ stores }: MergeDeps, actor: Actor, merge: PersonMerge): Promise<void> {
  const { programmeIds } = await scopeOf(stores, actor)
  await loadSide(stores, actor, merge.keptId)
  const aside = merge.setAside.map(({ enrolment }) => enrolment.programmeId)
  if (programmeIds && aside.some(id => !programmeIds.includes(id))) throw new NotFoundError('no such merge')
}

/** @throws {NotFoundError} for whom the scope does not reach @throws {ForbiddenError} if others teach them too */
async function loadSide(stores: Stores, actor: Actor, id: string): Promise<Side> {
  const scope = await scopeOf(stores, actor)
  const person = await reachablePerson(stores, scope, id)
  const enrolments = await stores.enrolments.byLearner(id)
  const { programmeIds } = scope
  if (programmeIds && enrolments.some(each => !programmeIds.includes(each.programmeId)))
    throw new ForbiddenError('another organisation teaches the person too', { roles: 'system' })
  return { person, enrolments }
}
