/** The key in use of a platform is changed once, however many press at once; whoever comes second is told who did. */
import type { Actor } from '#domain/access/actor'
import { differencesOf } from '#domain/changes/meanwhile'
import { ConflictError } from '#domain/errors'
import type { PlatformKey, RotatedKeys } from '#lti/library'
import type { PlatformRegistration, PlatformStore } from '#store/ports/access'

export interface RotationDeps {
  platforms: Pick<PlatformStore, 'byId' | 'beginRotation'>
  keysOf(platform: PlatformRegistration): Promise<PlatformKey[]>
  rotateKeys(platform: PlatformRegistration): Promise<RotatedKeys>
  now(): Date
}

/** A rotation takes a second; one that has not ended by then was broken off, and is asked for again. */
const LONGEST_MS = 60_000

/** @param seen the key in use as the actor saw it; absent: whichever it is. @throws {ConflictError} if it was rotated meanwhile */
export async function rotateKeys(
  deps: RotationDeps,
  actor: Actor,
  platform: PlatformRegistration,
  seen: string | undefined,
): Promise<RotatedKeys> {
  const inUse = await keyInUse(deps, platform)
  const from = seen ?? inUse
  if (inUse !== from) throw await rotatedMeanwhile(deps, platform, from)
  const now = deps.now()
  const rotation = { from, by: actor.personId, byName: actor.name, at: now.toISOString() }
  const since = new Date(now.getTime() - LONGEST_MS).toISOString()
  if (!(await deps.platforms.beginRotation(platform.id, rotation, since)))
    throw await rotatedMeanwhile(deps, platform, from)
  return deps.rotateKeys(platform)
}

const keyInUse = async (deps: RotationDeps, platform: PlatformRegistration): Promise<string> =>
  (await deps.keysOf(platform)).find(({ state }) => state === 'current')?.kid ?? ''

/** Of rotations from before names were kept nobody is named. */
async function rotatedMeanwhile(
  deps: RotationDeps,
  { id, ...read }: PlatformRegistration,
  seen: string,
): Promise<ConflictError> {
  const rotation = (await deps.platforms.byId(id))?.rotation
  const differences = differencesOf({ key: seen }, { key: await keyInUse(deps, { id, ...read }) })
  const meanwhile = rotation && {
    ...{ by: rotation.by, byName: rotation.byName, at: rotation.at },
    ...{ action: 'rotated', differences },
  }
  return new ConflictError('the key was rotated meanwhile', {}, { meanwhile })
}
