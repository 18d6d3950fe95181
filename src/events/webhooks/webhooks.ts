import { demandAdministrator } from '#domain/access/rights'
import { NotFoundError } from '#domain/errors'
import type { DeadLetter } from '#store/ports/outbox'
import type { Webhooks } from './contract.ts'
import { subscriberName, type WebhooksDeps } from './deps.ts'
import { buildEndpoint, viewOf } from './endpoint.ts'
import { isWithin, ownEndpoint } from './rights.ts'
import { healthAfter, tryOnce } from './send.ts'
import { SECRET_BYTES, secretText } from './signature.ts'
import { subscriberOf } from './subscriber.ts'

/** How long the secret before the present one goes on signing. */
const OVERLAP_MS = 24 * 3_600_000
const DELIVERIES = 50
const LETTERS = 100
const WAITING = 100

export function createWebhooks(deps: WebhooksDeps): Webhooks {
  const { webhooks, outbox } = deps.stores
  return {
    async list(actor) {
      demandAdministrator(actor)
      const all = await webhooks.all()
      return all.filter(each => isWithin(actor, each)).map(each => viewOf(each, deps.now()))
    },
    read: readDetails(deps),
    async add(actor, input) {
      demandAdministrator(actor)
      const endpoint = buildEndpoint(deps, actor, input, deps.seal(newSecret(deps)))
      const isNew = await webhooks.create(endpoint)
      return viewOf(isNew ? endpoint : await ownEndpoint(deps, actor, endpoint.id), deps.now())
    },
    async secret(actor, id) {
      return deps.open((await ownEndpoint(deps, actor, id)).secrets[0]?.sealed ?? '')
    },
    rotate: rotateSecret(deps),
    async setActive(actor, id, active) {
      await ownEndpoint(deps, actor, id)
      await webhooks.setActive(id, active)
    },
    async remove(actor, id) {
      await ownEndpoint(deps, actor, id)
      await webhooks.remove(id)
      await outbox.forget(subscriberName(id))
    },
    test: sendTest(deps),
    async replay(actor, id, letterId) {
      await ownEndpoint(deps, actor, id)
      if (letterId === undefined) return replayAll(deps, subscriberName(id))
      const isOwn = letterId.startsWith(`${subscriberName(id)}|`)
      if (!isOwn || !(await outbox.askReplay(letterId))) throw new NotFoundError('no such dead letter')
      return 1
    },
    subscribers: async () => (await webhooks.all()).map(endpoint => subscriberOf(deps, endpoint)),
  }
}

function readDetails(deps: WebhooksDeps): Webhooks['read'] {
  const { webhooks, outbox } = deps.stores
  return async (actor, id) => {
    const endpoint = await ownEndpoint(deps, actor, id)
    const subscriber = subscriberName(id)
    const [deliveries, waiting, deadLetters] = await Promise.all([
      webhooks.deliveries({ endpointId: id, limit: DELIVERIES }),
      outbox.waiting(subscriber, WAITING + 1),
      outbox.deadLetters({ subscriber, limit: LETTERS }),
    ])
    const count = Math.min(waiting.length, WAITING)
    const more = waiting.length > WAITING
    return { endpoint: viewOf(endpoint, deps.now()), deliveries, waiting: { count, more }, deadLetters }
  }
}

const newSecret = ({ randomBytes }: WebhooksDeps): string => secretText(randomBytes(SECRET_BYTES))

function rotateSecret(deps: WebhooksDeps): Webhooks['rotate'] {
  return async (actor, id) => {
    const { secrets } = await ownEndpoint(deps, actor, id)
    const secret = newSecret(deps)
    const now = deps.now()
    const overlap = new Date(now.getTime() + OVERLAP_MS).toISOString()
    // two who rotate at once must not cut off the receiver, which knows the oldest of them
    const before = secrets
      .map(({ sealed, until = overlap }) => ({ sealed, until }))
      .filter(({ until }) => until > now.toISOString())
    await deps.stores.webhooks.setSecrets(id, [{ sealed: deps.seal(secret) }, ...before])
    return secret
  }
}

function sendTest(deps: WebhooksDeps): Webhooks['test'] {
  return async (actor, id) => {
    const endpoint = await ownEndpoint(deps, actor, id)
    const now = deps.now()
    const message = { eventId: deps.newId(), type: 'webhook.test', timestamp: now.toISOString(), data: {} }
    const { delivery, failure } = await tryOnce(deps, endpoint, message)
    // an address that answers again need not wait for its rest to end
    if (!failure && endpoint.health.failures > 0)
      await deps.stores.webhooks.setHealth(id, healthAfter(endpoint.health, null, now))
    return delivery
  }
}

async function replayAll({ stores: { outbox } }: WebhooksDeps, subscriber: string): Promise<number> {
  let asked = 0
  let page: DeadLetter[]
  let after: string | undefined
  do {
    page = await outbox.deadLetters({ subscriber, limit: LETTERS, ...(after !== undefined && { after }) })
    for (const { id } of page) if (await outbox.askReplay(id)) asked += 1
    after = page.at(-1)?.id
  } while (page.length === LETTERS)
  return asked
}
