/** A setting that is one record: saved over what somebody saw, with who changed it. */
import type { Actor } from '#domain/access/actor'
import { changedSince, type Versioned, versionOf, withChange } from '#domain/changes/changes'
import { differencesOf } from '#domain/changes/meanwhile'
import { ConflictError } from '#domain/errors'

type Setting = Versioned & { id: string }

interface Saving<T extends Setting> {
  read(): Promise<T | null>
  /** `false`: somebody was faster. */
  replace(next: T, read: T | null): Promise<boolean>
  /** Field by field, as a history tells it. */
  said(setting: T): Readonly<Record<string, unknown>>
}

/** The version of what may not be there yet. */
export const seenOf = (read: Versioned | null | undefined): number => (read ? versionOf(read) : 0)

/**
 * @param change.seen version that the form was made of, 0: there was none; absent: over whatever stands
 * @throws {ConflictError} if somebody changed it since
 */
export async function saveOver<T extends Setting>(
  { read: readNow, replace, said }: Saving<T>,
  next: T,
  { actor, at, seen }: { actor: Actor; at: string; seen?: number | undefined },
): Promise<T> {
  const read = await readNow()
  if (seen !== undefined && seen !== seenOf(read)) throw changedMeanwhile(read, seen)
  const differences = differencesOf(read ? said(read) : {}, said(next))
  const kept = withChange(read ?? { version: 0 }, actor, { action: 'corrected', at, differences })
  const saved = { ...next, ...kept }
  if (!(await replace(saved, read))) throw changedMeanwhile(await readNow(), seenOf(read))
  return saved
}

function changedMeanwhile(now: Setting | null, seen: number): ConflictError {
  const meanwhile = now ? changedSince(now, seen) : undefined
  return new ConflictError('it was changed meanwhile', {}, { meanwhile })
}
