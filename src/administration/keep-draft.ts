/** The first step of a connection: kept on the server, pulled by nobody. */
import { createHash } from 'node:crypto'
import type { Actor } from '#domain/access/actor'
import { demandAdministrator } from '#domain/access/rights'
import { ConflictError } from '#domain/errors'
import type { ConnectionStore } from '#store/ports/connections'
import { type BuildDeps, buildConnection } from './build-connection.ts'
import { refuseOperatorFile } from './connection-changes.ts'
import { nameFor } from './connection-name.ts'
import { demandRemoved, type RemovedDeps, settingsLike } from './removed-connections.ts'

export interface NewDraft {
  type: string
  title: string
  settings: Record<string, unknown>
  secrets: Record<string, unknown>
  /** Id of a connection that was removed: what is not given stands as it did there. */
  like?: string
  /** Of the form: what is sent twice with one key is one draft. */
  key?: string
}

export interface DraftDeps extends BuildDeps, RemovedDeps {
  connections: Pick<ConnectionStore, 'all' | 'byId' | 'create'>
}

/** @returns its id @throws {InvalidInputError} naming each field, no value */
export async function keepDraft(deps: DraftDeps, actor: Actor, input: NewDraft): Promise<string> {
  demandAdministrator(actor)
  refuseOperatorFile(actor, input.settings)
  const { connections } = deps
  const id = idOf(deps, actor, input)
  if (await connections.byId(id)) return id
  const like = input.like === undefined ? {} : settingsLike(await demandRemoved(deps, actor, input.like))
  const settings = { ...like, ...input.settings }
  const taken = new Set((await connections.all()).map(({ name }) => name))
  const name = nameFor(input.type, settings.url, taken)
  const built = buildConnection({ ...deps, newId: () => id }, actor, { ...input, settings, name })
  try {
    await connections.create({ ...built, state: 'draft', setup: {} })
  } catch (error) {
    // pressed twice at once: the other press has made it
    if (!(error instanceof ConflictError) || !(await connections.byId(id))) throw error
  }
  return id
}

/** Of the form and of what was typed beside secrets: somebody who came back to the form and typed something else means another. */
function idOf(deps: DraftDeps, { personId }: Actor, { key, type, title, settings }: NewDraft): string {
  if (!key) return deps.newId()
  const said = JSON.stringify([personId, key, type, title, settings])
  return createHash('sha256').update(said).digest('hex').slice(0, 32)
}
