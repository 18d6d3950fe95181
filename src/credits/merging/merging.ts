import type { Actor } from '#domain/access/actor'
import { AppError, ConflictError, InvalidInputError, NotFoundError } from '#domain/errors'
import type { MovedThings, PersonMerge } from '#store/ports/merges'
import { scopeOf } from '../appointments/scope.ts'
import { nameOf } from '../appointments/views.ts'
import type { MergeView, Merging } from './contract.ts'
import { MergeRefusedError } from './errors.ts'
import { demandMerge, loadPair, type MergeDeps, type Pair } from './load.ts'
import { undoMerge } from './undo.ts'
import { weigh } from './weigh.ts'

const PAGE = 50
const LONGEST_REASON = 500
/** Whatever a pull that was at work wrote meanwhile is taken along; it does so once or twice. */
const ROUNDS = 3

export function createMerging(deps: MergeDeps): Merging {
  const { stores } = deps
  return {
    preview: async (actor, input) => weigh(deps, await loadPair(deps, actor, input)),
    async merge(actor, { reason, ...input }) {
      const why = demandReason(reason)
      const begun = await stores.merges.ofAbsorbed(input.absorbedId)
      if (begun) {
        await demandMerge(deps, actor, begun)
        const isSame = begun.keptId === input.keptId
        return isSame && begun.state === 'moving'
          ? finish(deps, begun)
          : mergedAlready(deps, actor, begun, isSame)
      }
      const pair = await loadPair(deps, actor, input)
      const { refusals } = await weigh(deps, pair)
      if (refusals.length > 0) throw new MergeRefusedError(refusals)
      const merge = buildMerge(deps, actor, pair, why)
      if (!(await stores.merges.begin(merge)))
        throw mergedMeanwhile(await stores.merges.ofAbsorbed(input.absorbedId))
      return finish(deps, merge)
    },
    async undo(actor, { mergeId, reason }) {
      const merge = await stores.merges.byId(mergeId)
      if (!merge) throw new NotFoundError('no such merge')
      await demandMerge(deps, actor, merge)
      return viewOf(deps, await undoMerge(deps, actor, merge, demandReason(reason)))
    },
    async list(actor, limit = PAGE) {
      await scopeOf(stores, actor)
      const seen = await latestSeen(deps, actor, Math.min(limit, PAGE))
      return Promise.all(seen.map(merge => viewOf(deps, merge)))
    },
  }
}

/** The same form sent twice by one person is one merge; @throws {ConflictError} if it is another one, or another's */
function mergedAlready(
  deps: MergeDeps,
  actor: Actor,
  begun: PersonMerge,
  isSame: boolean,
): Promise<MergeView> {
  if (!isSame || begun.state !== 'done' || begun.by !== actor.personId) throw mergedMeanwhile(begun)
  return viewOf(deps, begun)
}

/** Somebody merges the record with another one. */
function mergedMeanwhile(met: PersonMerge | null): ConflictError {
  const meanwhile = met
    ? { by: met.by, byName: met.byName, at: met.at, action: 'merged', differences: [] }
    : undefined
  return new ConflictError('the record is being merged already', {}, { meanwhile })
}

function demandReason(reason: string): string {
  const why = reason.trim()
  if (why === '' || why.length > LONGEST_REASON)
    throw new InvalidInputError('it takes a reason', [
      { path: 'reason', message: `1 to ${LONGEST_REASON} characters` },
    ])
  return why
}

function buildMerge(deps: MergeDeps, actor: Actor, pair: Pair, reason: string): PersonMerge {
  return {
    id: deps.newId(),
    ...{ keptId: pair.kept.person.id, absorbedId: pair.absorbed.person.id, reason },
    ...{ by: actor.personId, byName: actor.name, at: deps.now().toISOString(), state: 'moving' },
    moved: pair.holdings,
    setAside: pair.shared.map(({ enrolment, into }) => ({ enrolment, into: into.id })),
  }
}

/** The accounts first: from then on nothing new comes to the record that goes. */
async function finish(deps: MergeDeps, merge: PersonMerge): Promise<MergeView> {
  const { merges, people, sessions, outbox, enrolments } = deps.stores
  const { keptId, absorbedId, setAside } = merge
  await people.redirect(absorbedId, keptId)
  await sessions.endOfPerson(absorbedId)
  let moved = merge.moved
  for (let round = 0; round < ROUNDS; round++) {
    const left = await merges.holdings(
      absorbedId,
      setAside.map(({ enrolment }) => enrolment.id),
    )
    if (round > 0 && isNothing(left)) break
    moved = together(moved, left)
    await merges.noteMoved(merge.id, moved)
    await merges.move({ ...merge, moved })
  }
  const books = (await enrolments.byLearner(keptId)).map(({ programmeId }) => ({
    learnerId: keptId,
    programmeId,
  }))
  await deps.recompute(books)
  await outbox.touch(books, deps.now())
  await merges.setState(merge.id, 'moving', 'done')
  return viewOf(deps, { ...merge, moved, state: 'done' })
}

const isNothing = (moved: MovedThings): boolean => Object.values(moved).every(list => list.length === 0)

/** Both, each thing once. */
export function together(a: MovedThings, b: MovedThings): MovedThings {
  const both = <K extends Exclude<keyof MovedThings, 'records'>>(kind: K): string[] => [
    ...new Set([...a[kind], ...b[kind]]),
  ]
  const records = [...a.records, ...b.records.filter(({ id }) => !a.records.some(each => each.id === id))]
  return {
    enrolments: both('enrolments'),
    entries: both('entries'),
    certificates: both('certificates'),
    records,
    routes: both('routes'),
    scans: both('scans'),
    shares: both('shares'),
    appointments: both('appointments'),
    mentored: both('mentored'),
  }
}

async function viewOf({ stores }: MergeDeps, merge: PersonMerge): Promise<MergeView> {
  const people = await stores.people.byIds([merge.keptId, merge.absorbedId])
  return { ...merge, keptName: nameOf(people, merge.keptId), absorbedName: nameOf(people, merge.absorbedId) }
}

/** Of a site with many organisations the newest merges may all be those of others: read on until there are enough. */
async function latestSeen(deps: MergeDeps, actor: Actor, limit: number): Promise<PersonMerge[]> {
  const found: PersonMerge[] = []
  for (let skip = 0; found.length < limit; skip += PAGE) {
    const page = await deps.stores.merges.latest(PAGE, skip)
    const seen = await Promise.all(page.map(merge => isSeen(deps, actor, merge)))
    found.push(...page.filter((_, i) => seen[i]))
    if (page.length < PAGE) break
  }
  return found.slice(0, limit)
}

async function isSeen(deps: MergeDeps, actor: Actor, merge: PersonMerge): Promise<boolean> {
  try {
    await demandMerge(deps, actor, merge)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}
