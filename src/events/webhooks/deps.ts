import type { MakingDeps } from '#domain/changes/sent-twice'
import type { Stores } from '#store/ports/index'

/** @throws {WebhookFailedError} for everything but an HTTP answer; redirects are not followed */
export type PostWebhook = (
  url: string,
  request: { headers: Record<string, string>; body: string },
) => Promise<{ status: number; retryAfterMs?: number }>

export interface WebhooksDeps extends MakingDeps {
  stores: Pick<Stores, 'webhooks' | 'outbox' | 'programmes'>
  post: PostWebhook
  /** Why an address may not be asked at all, judged by its text alone; `null`: it may. */
  faultOfUrl(url: string): 'not_http' | 'not_https' | 'private' | null
  seal(secret: string): string
  open(sealed: string): string
  now(): Date
  randomBytes(size: number): Uint8Array
}

/** What an address is known by in the outbox. */
export const subscriberName = (endpointId: string): string => `webhook|${endpointId}`
