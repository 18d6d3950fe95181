/** Delivers what subscribers have not heard: stream by stream under a lease, each in order, as often as it takes. */
import type { DeliveryLease, OutboxEvent } from '#store/ports/outbox'
import { deadLetterId } from '#store/ports/outbox'
import { nextTryAt, readFailure } from './backoff.ts'
import type { EventsDeps } from './deps.ts'
import { subscribersOf, wants } from './subscribers.ts'
import type { Subscriber } from './types.ts'

/** Longer than an event may take: a handler asks several services, each over deadlines. */
const LEASE_MS = 5 * 60_000
const PAGE = 50
/** Streams of one subscriber that are delivered from at a time. */
const STREAMS = 4

export interface DispatchCounts {
  heard: number
  /** Put off after a failure. */
  failed: number
  buried: number
}

type Outcome = 'heard' | 'put-off' | 'buried'

/** Delivers all that is due, then ends. */
export async function dispatch(deps: EventsDeps, signal?: AbortSignal): Promise<DispatchCounts> {
  const counts: DispatchCounts = { heard: 0, failed: 0, buried: 0 }
  const subscribers = await subscribersOf(deps)
  // side by side: one that takes its time holds up nobody else
  await Promise.all(subscribers.map(each => dispatchTo(deps, each, counts, signal)))
  return counts
}

async function dispatchTo(
  deps: EventsDeps,
  subscriber: Subscriber,
  counts: DispatchCounts,
  signal: AbortSignal | undefined,
): Promise<void> {
  await replayAsked(deps, subscriber, counts)
  await Promise.all(Array.from({ length: STREAMS }, () => deliverStreams(deps, subscriber, counts, signal)))
}

async function deliverStreams(
  deps: EventsDeps,
  subscriber: Subscriber,
  counts: DispatchCounts,
  signal: AbortSignal | undefined,
): Promise<void> {
  while (!signal?.aborted && !subscriber.isResting?.()) {
    const lease = await deps.stores.outbox.claim(subscriber.name, deps.newId(), deps.now(), LEASE_MS)
    if (!lease) return
    await deliver(deps, subscriber, lease, counts, signal)
  }
}

/** From where the subscriber stands to the stream's end; a failure leaves the rest for later, so that order holds. */
async function deliver(
  deps: EventsDeps,
  subscriber: Subscriber,
  lease: DeliveryLease,
  counts: DispatchCounts,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { outbox } = deps.stores
  let { done, attempts } = lease
  for (;;) {
    const events = await outbox.after(lease.stream, done, PAGE)
    const told = toTell(subscriber, events)
    for (const event of events) {
      if (signal?.aborted) return outbox.release(lease, done, deps.now())
      if (told.has(event)) {
        if (await holdBack(deps, subscriber, { ...lease, done, attempts }, event)) return
        const outcome = await hear(deps, subscriber, { ...lease, done, attempts }, event)
        count(counts, outcome)
        if (outcome === 'put-off') return
        if (!(await outbox.advance(lease, event.seq, deps.now(), LEASE_MS))) return
        attempts = 0
      }
      done = event.seq
    }
    if (events.length < PAGE) return outbox.release(lease, done, deps.now())
  }
}

/** What may not be told yet waits, and what comes after it with it, so that order holds; it is no failure. */
async function holdBack(
  { stores, now }: EventsDeps,
  { dueAt }: Subscriber,
  lease: DeliveryLease,
  event: OutboxEvent,
): Promise<boolean> {
  const at = dueAt?.(event)
  if (!at || at <= now()) return false
  await stores.outbox.retry(lease, { done: lease.done, attempts: lease.attempts, code: 'not_due', at })
  return true
}

/** Those of a page that the subscriber hears. */
function toTell(subscriber: Subscriber, events: readonly OutboxEvent[]): Set<OutboxEvent> {
  const wanted = events.filter(event => wants(subscriber, event))
  return new Set(subscriber.newestOnly ? wanted.slice(-1) : wanted)
}

async function hear(
  deps: EventsDeps,
  subscriber: Subscriber,
  lease: DeliveryLease,
  event: OutboxEvent,
): Promise<Outcome> {
  try {
    await subscriber.handle(event)
    return 'heard'
  } catch (error) {
    const failure = readFailure(error)
    const attempts = lease.attempts + 1
    const at = nextTryAt(deps.now(), attempts, failure, deps.random())
    if (at) {
      await deps.stores.outbox.retry(lease, { done: lease.done, attempts, code: failure.code, at })
      return 'put-off'
    }
    await bury(deps, subscriber, event, attempts, failure.code)
    return 'buried'
  }
}

function bury(
  { stores, now }: EventsDeps,
  { name }: Subscriber,
  event: OutboxEvent,
  attempts: number,
  code: string,
): Promise<void> {
  const { id: eventId, stream, type } = event
  const id = deadLetterId(name, eventId)
  const at = now().toISOString()
  return stores.outbox.bury({
    ...{ id, subscriber: name, stream, eventId, type, at, attempts, code },
    replay: false,
  })
}

function count(counts: DispatchCounts, outcome: Outcome): void {
  if (outcome === 'heard') counts.heard += 1
  else if (outcome === 'put-off') counts.failed += 1
  else counts.buried += 1
}

/** Dead letters that somebody wants tried again; under the stream's lease, so that nothing of the learner runs beside. */
async function replayAsked(deps: EventsDeps, subscriber: Subscriber, counts: DispatchCounts): Promise<void> {
  const { outbox } = deps.stores
  for (const letter of await outbox.replays(subscriber.name, PAGE)) {
    if (subscriber.isResting?.()) return
    const token = deps.newId()
    const lease = await outbox.claimStream(subscriber.name, letter.stream, token, deps.now(), LEASE_MS)
    if (!lease) continue
    const event = await outbox.byId(letter.eventId)
    try {
      if (event) await subscriber.handle(event)
      await outbox.unbury(letter.id)
      counts.heard += 1
    } catch (error) {
      const { code } = readFailure(error)
      await outbox.bury({ ...letter, attempts: letter.attempts + 1, code, replay: false })
      counts.buried += 1
    }
    await outbox.release(lease, lease.done, deps.now())
  }
}
