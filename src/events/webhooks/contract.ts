/** Signed messages about events to other systems (вебхуки). */
import type { Actor } from '#domain/access/actor'
import type { DeadLetter } from '#store/ports/outbox'
import type { WebhookDelivery, WebhookEndpoint } from '#store/ports/webhooks'
import type { Subscriber } from '../types.ts'

/** Without its secrets. */
export interface WebhookView extends Omit<WebhookEndpoint, 'secrets'> {
  /** ISO instant until which the secret before the present one signs too. */
  rotatingUntil?: string
}

export interface WebhookDetails {
  endpoint: WebhookView
  /** Newest first. */
  deliveries: WebhookDelivery[]
  /** Learners with something to tell, counted up to 100. */
  waiting: { count: number; more: boolean }
  deadLetters: DeadLetter[]
}

export interface NewWebhook {
  title: string
  url: string
  events: readonly string[]
  /** Of the form: sent twice with one, it is one address. */
  key?: string
}

/** Every use case takes an administrator; an address hears, and is seen from, the deployments of who added it. */
export interface Webhooks {
  list(actor: Actor): Promise<WebhookView[]>
  /** @throws {NotFoundError} */
  read(actor: Actor, id: string): Promise<WebhookDetails>
  /** Hears of what happens from now on. @throws {InvalidInputError} naming each field */
  add(actor: Actor, input: NewWebhook): Promise<WebhookView>
  /** The secret that signs: `whsec_…`, for the receiver. */
  secret(actor: Actor, id: string): Promise<string>
  /** A new secret; the one before signs beside it for a day. @returns the new one */
  rotate(actor: Actor, id: string): Promise<string>
  /** Paused, it is told nothing; what happens meanwhile is told afterwards. */
  setActive(actor: Actor, id: string, active: boolean): Promise<void>
  /** With all that was not delivered. */
  remove(actor: Actor, id: string): Promise<void>
  /** Sends a `webhook.test` now, once. @returns what came of it; a failure is an answer, not an error */
  test(actor: Actor, id: string): Promise<WebhookDelivery>
  /** One dead letter, or all of them, with the next dispatch. @returns how many @throws {NotFoundError} for none of this id */
  replay(actor: Actor, id: string, letterId?: string): Promise<number>
  /** To be given to `createEvents`: one a stored address. */
  subscribers(): Promise<Subscriber[]>
}
