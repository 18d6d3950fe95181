/** Connections that somebody removed: whoever comes with a form of one is told by whom, and makes another like it. */
import type { Actor } from '#domain/access/actor'
import { demandAdministrator } from '#domain/access/rights'
import { type AppError, NotFoundError, RemovedError } from '#domain/errors'
import type { PlatformStore } from '#store/ports/access'
import { type Connection, isUpload } from '#store/ports/connections'
import { type RemovalStore, type RemovedConnection, removedBy } from '#store/ports/removals'
import { reachesConnection } from '#sync/reach'
import { demandFound } from './demand-found.ts'

export interface RemovedDeps {
  removals: RemovalStore
  platforms: Pick<PlatformStore, 'all'>
  now(): Date
}

/** Before it goes; its secrets are not among what is noted. */
export async function noteRemoved(
  { removals, now }: RemovedDeps,
  { personId: by, name: byName }: Actor,
  { id, title, type, settings, platformIssuer, deployments }: Connection,
): Promise<void> {
  const was = { title, type, settings, deployments, ...(platformIssuer !== undefined && { platformIssuer }) }
  await removals.note({ kind: 'connection', id, by, byName, at: now().toISOString(), was })
}

/** `null`: there never was such a one, or the actor's deployments did not reach it. */
async function removedOne(
  { removals, platforms }: RemovedDeps,
  actor: Actor,
  id: string,
): Promise<RemovedConnection | null> {
  const removed = await removals.find('connection', id)
  if (!removed || !reachesConnection(actor, removed.was, await platforms.all())) return null
  return removed
}

/** @throws {NotFoundError} if it was not removed, or is none of the actor's */
export async function demandRemoved(deps: RemovedDeps, actor: Actor, id: string): Promise<RemovedConnection> {
  demandAdministrator(actor)
  return demandFound(await removedOne(deps, actor, id), 'connection')
}

/** Why a connection is not there: somebody removed it, or it is none of the actor's. */
export async function whyGone(deps: RemovedDeps, actor: Actor, id: string): Promise<AppError> {
  const removed = await removedOne(deps, actor, id)
  if (!removed) return new NotFoundError('no such connection')
  const facts = { connection: id, type: removed.was.type }
  return new RemovedError('the connection was removed', facts, { meanwhile: removedBy(removed) })
}

/** What another connection takes over: all but a file that was handed in, which went with the first. */
export function settingsLike({ was: { settings } }: RemovedConnection): Record<string, unknown> {
  const { file, ...rest } = settings
  return isUpload(file) ? rest : settings
}
