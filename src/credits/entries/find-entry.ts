import type { Actor } from '#domain/actor'
import type { Entry } from '#domain/entry'
import { ConflictError, NotFoundError } from '#domain/errors'
import type { StoredProgramme } from '#store/ports/people'
import { reachableOf } from '../access.ts'
import { recompute } from '../books/recompute.ts'
import type { CreditsDeps } from '../deps.ts'
import { changeOf } from './decide.ts'

export interface FoundEntry {
  entry: Entry
  programme: StoredProgramme
}

/** @throws {NotFoundError} if there is none or it is out of the actor's scope */
export async function findEntry(deps: CreditsDeps, actor: Actor, entryId: string): Promise<FoundEntry> {
  const entry = await deps.stores.entries.byId(entryId)
  const programme =
    entry && (await reachableOf(deps.stores, actor, [entry.programmeId])).get(entry.programmeId)
  if (!entry || !programme) throw new NotFoundError('no such entry')
  return { entry, programme }
}

/** Writes one step and what follows from it. @throws {ConflictError} if somebody was faster */
export async function writeStep(
  deps: CreditsDeps,
  { entry, programme }: FoundEntry,
  next: Entry,
): Promise<void> {
  const [outcome] = await deps.stores.entries.transition([changeOf(deps, entry.status, next, programme)])
  if (outcome !== 'done') throw new ConflictError('the entry was changed meanwhile', { entryId: entry.id })
  await recompute(deps)([entry])
}
