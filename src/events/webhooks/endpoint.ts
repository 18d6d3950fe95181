/** An address as it is added, and as it is shown. */
import type { Actor } from '#domain/access/actor'
import { idOfSent } from '#domain/changes/sent-twice'
import { InvalidInputError } from '#domain/errors'
import type { WebhookEndpoint } from '#store/ports/webhooks'
import { PUBLIC_EVENTS } from '../schemas.ts'
import type { NewWebhook, WebhookView } from './contract.ts'
import type { WebhooksDeps } from './deps.ts'
import { livingSecrets } from './send.ts'

const LONGEST_TITLE = 120
const LONGEST_URL = 2000

/** @param sealed its secret @throws {InvalidInputError} naming each field */
export function buildEndpoint(
  deps: WebhooksDeps,
  actor: Actor,
  input: NewWebhook,
  sealed: string,
): WebhookEndpoint {
  const title = input.title.trim()
  const url = input.url.trim()
  const issues = issuesOf(deps, { ...input, title, url })
  if (issues.length > 0) throw new InvalidInputError('the webhook does not hold', issues)
  const now = deps.now().toISOString()
  const events = PUBLIC_EVENTS.filter(type => input.events.includes(type))
  const id = idOfSent(deps, { actor, key: input.key, what: ['webhook', title, url, events] })
  return {
    ...{ id, title, url, events },
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

function issuesOf({ faultOfUrl }: WebhooksDeps, { title, url, events }: NewWebhook) {
  const fault = url.length > LONGEST_URL ? 'not_http' : faultOfUrl(url)
  const isUnknown = events.some(type => !(PUBLIC_EVENTS as readonly string[]).includes(type))
  return [
    ...(title === '' || title.length > LONGEST_TITLE ? [{ path: 'title', message: 'required' }] : []),
    ...(fault ? [{ path: 'url', message: fault }] : []),
    ...(events.length === 0 ? [{ path: 'events', message: 'required' }] : []),
    ...(isUnknown ? [{ path: 'events', message: 'unknown' }] : []),
  ]
}

/** Without its secrets. */
export function viewOf({ secrets, ...endpoint }: WebhookEndpoint, now: Date): WebhookView {
  const until = livingSecrets({ secrets, ...endpoint }, now)[1]?.until
  return { ...endpoint, ...(until !== undefined && { rotatingUntil: until }) }
}
