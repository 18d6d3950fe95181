import type { AnyConnector } from '#connectors/contract'
import type { Actor } from '#domain/access/actor'
import { InvalidInputError } from '#domain/errors'
import type { Connection } from '#store/ports/connections'
import { checkSettings } from '#sync/settings'

export interface NewConnection {
  type: string
  /** Short unique name for commands: latin letters, digits, dashes. */
  name: string
  /** Words for people, e.g. «Moodle ТГПУ». */
  title: string
  settings: Record<string, unknown>
  secrets: Record<string, unknown>
  /** LTI issuer whose `sub` equals this source's user id. */
  platformIssuer?: string
  /** Deployments whose administrators see it besides; one with a narrower scope gives it to their own. */
  deployments?: string[]
}

export interface BuildDeps {
  connectorOf(type: string): AnyConnector
  seal(secrets: unknown): string
  now(): Date
  newId(): string
}

/** @throws {InvalidInputError} naming every field that does not hold; no value of it */
export function buildConnection(deps: BuildDeps, actor: Actor, input: NewConnection): Connection {
  const connector = deps.connectorOf(input.type)
  const { settings, issues: faults } = checkSettings(connector, input.settings)
  const secrets = connector.secrets.safeParse(input.secrets)
  const issues = [
    ...(/^[a-z0-9][a-z0-9-]{0,62}$/.test(input.name)
      ? []
      : [{ path: 'name', message: 'small latin letters, digits and dashes, up to 63' }]),
    ...issuesOf('settings', faults),
    ...issuesOf('secrets', secrets.error?.issues),
  ]
  if (issues.length > 0) throw new InvalidInputError('the connection does not hold', issues)
  return {
    id: deps.newId(),
    name: input.name,
    title: input.title,
    type: connector.type,
    settings,
    sealedSecrets: deps.seal(secrets.data),
    ...(input.platformIssuer ? { platformIssuer: input.platformIssuer } : {}),
    deployments: actor.scope === 'all' ? [...(input.deployments ?? [])] : [...actor.scope],
    createdAt: deps.now().toISOString(),
  }
}

/** Paths and messages only: zod's issues may hold the input, and the input may be a secret. */
export function issuesOf(
  part: string,
  issues: readonly { path: PropertyKey[]; message: string }[] | undefined,
): { path: string; message: string }[] {
  return (issues ?? []).map(({ path, message }) => ({ path: [part, ...path].join('.'), message }))
}
