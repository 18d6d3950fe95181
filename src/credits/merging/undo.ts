/** Back to two records: what went over, and what came to it since, as far as no document rests on it. */
import type { Actor } from '#domain/access/actor'
import type { Meanwhile } from '#domain/changes/meanwhile'
import type { Entry } from '#domain/entries/entry'
import { ConflictError } from '#domain/errors'
import type { MovedThings, PersonMerge } from '#store/ports/merges'
import { ltiKey, sourceKey } from '#store/ports/people'
import { MergeInUseError } from './errors.ts'
import type { MergeDeps } from './load.ts'

export async function undoMerge(
  deps: MergeDeps,
  actor: Actor,
  merge: PersonMerge,
  reason: string,
): Promise<PersonMerge> {
  const { merges, people, enrolments, outbox, sessions } = deps.stores
  if (merge.state === 'undone' || merge.state === 'moving') throw notNow(merge)
  const { keptId, absorbedId } = merge
  const moved = await goingBack(deps, merge)
  const undone = { by: actor.personId, byName: actor.name, at: deps.now().toISOString(), reason }
  if (merge.state === 'done') {
    await merges.noteMoved(merge.id, moved)
    if (!(await merges.setState(merge.id, 'done', 'undoing', undone)))
      throw notNow((await merges.byId(merge.id)) ?? merge)
  }
  await people.redirect(absorbedId, null)
  await sessions.endOfPerson(keptId)
  await merges.moveBack({ ...merge, moved })
  const books = await enrolments.byLearners([keptId, absorbedId])
  await deps.recompute(books)
  await outbox.touch(books, deps.now())
  // of one that was broken off: whoever began it
  await merges.setState(merge.id, 'undoing', 'undone', merge.undone ?? undone)
  return { ...merge, moved, state: 'undone', undone: merge.undone ?? undone }
}

const notNow = (merge: PersonMerge): ConflictError =>
  new ConflictError('it is undone already, or still under way', {}, { meanwhile: doneBy(merge) })

/** Who has undone it, is undoing it, or is still making it. */
function doneBy({ undone, state, by, byName, at }: PersonMerge): Meanwhile | undefined {
  if (undone)
    return { by: undone.by, byName: undone.byName, at: undone.at, action: 'unmerged', differences: [] }
  return state === 'moving' ? { by, byName, at, action: 'merging', differences: [] } : undefined
}

/**
 * Whole books that went over go back whole; of books that became one, what went over, its corrections, and what the
 * accounts of the absorbed record brought since.
 */
async function goingBack(deps: MergeDeps, merge: PersonMerge): Promise<MovedThings> {
  const { stores } = deps
  const { keptId, absorbedId, moved } = merge
  if ((await stores.people.byId(keptId))?.mergedInto)
    throw new MergeInUseError('the kept record went over to another one: undo that first')
  const enrolments = await stores.enrolments.byLearner(keptId)
  const whole = enrolments.filter(({ id }) => moved.enrolments.includes(id)).map(each => each.programmeId)
  const entries = enrolments.length > 0 ? await stores.entries.ofBooks(enrolments) : []
  const brought = await broughtBy(deps, absorbedId, entries)
  const ids = new Set([...moved.entries, ...brought])
  for (const entry of entries) if (whole.includes(entry.programmeId)) ids.add(entry.id)
  for (const { id, origin } of entries) if (origin.type === 'correction' && ids.has(origin.of)) ids.add(id)
  const certificates = await stores.certificates.byEnrolments(moved.enrolments)
  const own = new Set([...certificates.values()].map(({ id }) => id))
  demandUnused(entries, ids, new Set([...own, ...moved.certificates]))
  return { ...moved, entries: [...ids] }
}

/** A document of the kept record that rests on what would go back holds it. */
function demandUnused(entries: readonly Entry[], ids: ReadonlySet<string>, own: ReadonlySet<string>): void {
  const isHeld = entries.some(
    ({ id, consumedBy }) => consumedBy !== undefined && ids.has(id) !== own.has(consumedBy),
  )
  if (isHeld) throw new MergeInUseError('a document was issued for the joined book: annul it first')
}

/** Entries whose completion came from an account of the absorbed record. */
async function broughtBy(
  { stores }: MergeDeps,
  absorbedId: string,
  entries: readonly Entry[],
): Promise<string[]> {
  const accounts = new Set((await stores.people.byId(absorbedId))?.identities.map(({ key }) => key))
  const connections = new Map((await stores.connections.all()).map(each => [each.id, each.platformIssuer]))
  const ids: string[] = []
  for (const [connectionId, issuer] of connections) {
    const ofSource = entries.flatMap(({ id, origin }) =>
      origin.type === 'completion' && origin.connectionId === connectionId
        ? [{ id, key: origin.completionKey }]
        : [],
    )
    if (ofSource.length === 0) continue
    const keys = ofSource.map(({ key }) => key)
    const latest = await stores.completions.latest<{ person: { userId: string } }>(connectionId, keys)
    for (const { id, key } of ofSource) {
      const user = latest.get(key)?.record.person.userId
      if (user === undefined) continue
      const known = [sourceKey(connectionId, user), ...(issuer ? [ltiKey(issuer, user)] : [])]
      if (known.some(each => accounts.has(each))) ids.push(id)
    }
  }
  return ids
}
