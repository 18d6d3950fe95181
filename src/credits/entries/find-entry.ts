import type { Actor } from '#domain/access/actor'
import type { Entry } from '#domain/entries/entry'
import { ConflictError, NotFoundError } from '#domain/errors'
import type { StoredProgramme } from '#store/ports/people'
import { recompute } from '../books/recompute.ts'
import type { CreditsDeps } from '../deps.ts'
import { type HeldRole, loadRoles } from '../writing/roles.ts'
import type { Acting } from '../writing/seen-book.ts'
import { actAsSigner, requireDecider } from '../writing/signers.ts'
import { changeOf } from './decide.ts'
import { metAs } from './met.ts'

export interface FoundEntry {
  entry: Entry
  programme: StoredProgramme
  /** In which role the actor decides on it; own entries are refused by the state machine. */
  acting: Acting
  roles: readonly HeldRole[]
}

/**
 * An entry for somebody who decides on it.
 *
 * @throws {ForbiddenError} if the actor decides on nothing @throws {NotFoundError} if they do not see it
 * @throws {NotSignerError} if another role decides there
 */
export async function findEntry(deps: CreditsDeps, actor: Actor, entryId: string): Promise<FoundEntry> {
  const decider = await requireDecider(deps, actor)
  const entry = await deps.stores.entries.byId(entryId)
  const roles = await loadRoles(deps, decider, entry ? [entry] : [])
  const programme = entry && roles.programmes.get(entry.programmeId)
  if (!entry || !programme || !roles.sees(entry)) throw new NotFoundError('no such entry')
  const isOwn = entry.learnerId === actor.personId
  const acting = isOwn ? { actor: decider } : actAsSigner(decider, roles, entry)
  return { entry, programme, acting, roles: roles.of(entry) }
}

/** Writes one step and what follows from it. @throws {ConflictError} if somebody was faster */
export async function writeStep(
  deps: CreditsDeps,
  { entry, programme }: Pick<FoundEntry, 'entry' | 'programme'>,
  next: Entry,
): Promise<void> {
  const [outcome] = await deps.stores.entries.transition([changeOf(deps, entry.status, next, programme)])
  if (outcome !== 'done') throw changedMeanwhile(await deps.stores.entries.byId(entry.id), entry)
  await recompute(deps)([entry])
}

const changedMeanwhile = (now: Entry | null, { id, status }: Entry): ConflictError =>
  new ConflictError('the entry was changed meanwhile', { entryId: id }, { meanwhile: metAs(status, now) })
