import type { Actor } from '#domain/actor'
import { ForbiddenError, InvalidInputError, NotFoundError } from '#domain/errors'
import type { DeadLetter } from '#store/ports/outbox'
import type { WebhookEndpoint } from '#store/ports/webhooks'
import { PUBLIC_EVENTS } from '../schemas.ts'
import type { NewWebhook, Webhooks, WebhookView } from './contract.ts'
import { subscriberName, type WebhooksDeps } from './deps.ts'
import { healthAfter, livingSecrets, tryOnce } from './send.ts'
import { SECRET_BYTES, secretText } from './signature.ts'
import { subscriberOf } from './subscriber.ts'

/** How long the secret before the present one goes on signing. */
const OVERLAP_MS = 24 * 3_600_000
const DELIVERIES = 50
const LETTERS = 100
const WAITING = 100
const LONGEST_TITLE = 120
const LONGEST_URL = 2000

export function createWebhooks(deps: WebhooksDeps): Webhooks {
  const { webhooks, outbox } = deps.stores
  const find = async (actor: Actor, id: string): Promise<WebhookEndpoint> => {
    demandAdministrator(actor)
    const endpoint = await webhooks.byId(id)
    if (!endpoint || !isWithin(actor, endpoint)) throw new NotFoundError('no such webhook')
    return endpoint
  }
  const newSecret = () => secretText(deps.randomBytes(SECRET_BYTES))
  return {
    async list(actor) {
      demandAdministrator(actor)
      const all = await webhooks.all()
      return all.filter(each => isWithin(actor, each)).map(each => viewOf(each, deps.now()))
    },
    async read(actor, id) {
      const endpoint = await find(actor, id)
      const subscriber = subscriberName(id)
      const [deliveries, waiting, deadLetters] = await Promise.all([
        webhooks.deliveries({ endpointId: id, limit: DELIVERIES }),
        outbox.waiting(subscriber, WAITING + 1),
        outbox.deadLetters({ subscriber, limit: LETTERS }),
      ])
      const count = Math.min(waiting.length, WAITING)
      return {
        endpoint: viewOf(endpoint, deps.now()),
        deliveries,
        waiting: { count, more: waiting.length > WAITING },
        deadLetters,
      }
    },
    async add(actor, input) {
      demandAdministrator(actor)
      const endpoint = buildEndpoint(deps, actor, input, deps.seal(newSecret()))
      await webhooks.create(endpoint)
      return viewOf(endpoint, deps.now())
    },
    async secret(actor, id) {
      return deps.open((await find(actor, id)).secrets[0]?.sealed ?? '')
    },
    async rotate(actor, id) {
      const endpoint = await find(actor, id)
      const secret = newSecret()
      const until = new Date(deps.now().getTime() + OVERLAP_MS).toISOString()
      const [present] = endpoint.secrets
      const before = present ? [{ ...present, until }] : []
      await webhooks.setSecrets(id, [{ sealed: deps.seal(secret) }, ...before])
      return secret
    },
    async setActive(actor, id, active) {
      await find(actor, id)
      await webhooks.setActive(id, active)
    },
    async remove(actor, id) {
      await find(actor, id)
      await webhooks.remove(id)
      await outbox.forget(subscriberName(id))
    },
    async test(actor, id) {
      const endpoint = await find(actor, id)
      const now = deps.now()
      const message = { eventId: deps.newId(), type: 'webhook.test', timestamp: now.toISOString(), data: {} }
      const { delivery, failure } = await tryOnce(deps, endpoint, message)
      // an address that answers again need not wait for its rest to end
      if (!failure && endpoint.health.failures > 0)
        await webhooks.setHealth(id, healthAfter(endpoint.health, null, now))
      return delivery
    },
    async replay(actor, id, letterId) {
      await find(actor, id)
      if (letterId === undefined) return replayAll(deps, subscriberName(id))
      const isOwn = letterId.startsWith(`${subscriberName(id)}|`)
      if (!isOwn || !(await outbox.askReplay(letterId))) throw new NotFoundError('no such dead letter')
      return 1
    },
    subscribers: async () => (await webhooks.all()).map(endpoint => subscriberOf(deps, endpoint)),
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

function demandAdministrator(actor: Actor): void {
  if (actor.roles.some(role => role === 'administrator' || role === 'system')) return
  throw new ForbiddenError('an administrator does this', { roles: 'administrator' })
}

/** What hears more than the actor may see is not theirs to read, to change or to know of. */
const isWithin = ({ scope }: Actor, endpoint: WebhookEndpoint): boolean =>
  scope === 'all' || (endpoint.scope !== 'all' && endpoint.scope.every(each => scope.includes(each)))

function viewOf({ secrets, ...endpoint }: WebhookEndpoint, now: Date): WebhookView {
  const until = livingSecrets({ secrets, ...endpoint }, now)[1]?.until
  return { ...endpoint, ...(until !== undefined && { rotatingUntil: until }) }
}

function buildEndpoint(deps: WebhooksDeps, actor: Actor, input: NewWebhook, sealed: string): WebhookEndpoint {
  const title = input.title.trim()
  const url = input.url.trim()
  const fault = url.length > LONGEST_URL ? 'not_http' : deps.faultOfUrl(url)
  const unknown = input.events.filter(type => !(PUBLIC_EVENTS as readonly string[]).includes(type))
  const issues = [
    ...(title === '' || title.length > LONGEST_TITLE ? [{ path: 'title', message: 'required' }] : []),
    ...(fault ? [{ path: 'url', message: fault }] : []),
    ...(input.events.length === 0 ? [{ path: 'events', message: 'required' }] : []),
    ...(unknown.length > 0 ? [{ path: 'events', message: 'unknown' }] : []),
  ]
  if (issues.length > 0) throw new InvalidInputError('the webhook does not hold', issues)
  const now = deps.now().toISOString()
  return {
    id: deps.newId(),
    title,
    url,
    events: PUBLIC_EVENTS.filter(type => input.events.includes(type)),
    secrets: [{ sealed }],
    scope: actor.scope === 'all' ? 'all' : [...actor.scope],
    active: true,
    since: now,
    health: { failures: 0 },
    createdAt: now,
    createdBy: actor.personId,
    createdByName: actor.name,
  }
}
