/** Whose addresses are whose: an administrator's, within the deployments that they reach. */
import type { Actor } from '#domain/access/actor'
import { demandAdministrator } from '#domain/access/rights'
import { NotFoundError } from '#domain/errors'
import type { WebhookEndpoint } from '#store/ports/webhooks'
import type { WebhooksDeps } from './deps.ts'

/** What hears more than the actor may see is not theirs to read, to change or to know of. */
export const isWithin = ({ scope }: Actor, endpoint: WebhookEndpoint): boolean =>
  scope === 'all' || (endpoint.scope !== 'all' && endpoint.scope.every(each => scope.includes(each)))

/** @throws {NotFoundError} */
export async function ownEndpoint(
  { stores }: WebhooksDeps,
  actor: Actor,
  id: string,
): Promise<WebhookEndpoint> {
  demandAdministrator(actor)
  const endpoint = await stores.webhooks.byId(id)
  if (!endpoint || !isWithin(actor, endpoint)) throw new NotFoundError('no such webhook')
  return endpoint
}
