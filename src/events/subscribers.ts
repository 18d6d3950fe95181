/** Who listens, and to what. */
import type { OutboxEvent } from '#store/ports/outbox'
import type { EventsDeps } from './deps.ts'
import type { Subscriber } from './types.ts'

export async function subscribersOf({ subscribers, joined }: EventsDeps): Promise<Subscriber[]> {
  return [...subscribers, ...((await joined?.()) ?? [])]
}

export function wants({ types, since }: Subscriber, { type, at }: OutboxEvent): boolean {
  return (types as ReadonlySet<string>).has(type) && (since === undefined || at >= since)
}
