/** An address as a listener of the outbox. */
import type { OutboxEvent } from '#store/ports/outbox'
import type { WebhookEndpoint } from '#store/ports/webhooks'
import type { EventType, Subscriber } from '../types.ts'
import { subscriberName, type WebhooksDeps } from './deps.ts'
import { healthAfter, isResting, tryOnce } from './send.ts'

export function subscriberOf(deps: WebhooksDeps, endpoint: WebhookEndpoint): Subscriber {
  const state = { active: endpoint.active, health: endpoint.health }
  return {
    name: subscriberName(endpoint.id),
    types: new Set(endpoint.events as EventType[]),
    since: endpoint.since,
    isResting: () => !state.active || isResting(state.health, deps.now()),
    async handle(event) {
      if (!(await concerns(deps, endpoint, event))) return
      const { failure } = await tryOnce(deps, endpoint, messageOf(event))
      const health = healthAfter(state.health, failure, deps.now())
      if (health !== state.health) await deps.stores.webhooks.setHealth(endpoint.id, health)
      state.health = health
      if (failure?.code === 'webhook_gone') {
        state.active = false
        await deps.stores.webhooks.setActive(endpoint.id, false)
      }
      if (failure) throw failure
    },
  }
}

const messageOf = ({ id, type, at, stream, seq, data }: OutboxEvent) => ({
  eventId: id,
  type,
  timestamp: at,
  data: { learnerId: stream, seq, ...data },
})

/** Whether the event is about a programme that the address may hear of. */
async function concerns(
  { stores }: WebhooksDeps,
  { scope }: WebhookEndpoint,
  { data }: OutboxEvent,
): Promise<boolean> {
  if (scope === 'all') return true
  const ids = [data.programmeId, ...(Array.isArray(data.programmeIds) ? data.programmeIds : [])]
  const programmes = await stores.programmes.byIds(ids.filter(id => typeof id === 'string'))
  return [...programmes.values()].some(({ deployments }) => deployments.some(each => scope.includes(each)))
}
