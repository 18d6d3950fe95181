/** Compares books with what was told of them, appends what is missing, and wakes those who listen. */
import type { BookKey } from '#domain/books/book-key'
import type { OutboxEvent, TouchedBook } from '#store/ports/outbox'
import { ltiKey } from '#store/ports/people'
import type { EventsDeps } from './deps.ts'
import { loadMissing } from './load-missing.ts'
import { subscribersOf, wants } from './subscribers.ts'

/** Books looked at together: six reads for all of them. */
const CHUNK = 100

/**
 * A book is marked before it is written, so its mark outlives the write by this much: a look that came between mark and write
 * is followed by one after the write. Writes are bounded by timeouts far below it.
 */
const SETTLE_MS = 60_000

/** @returns how many events were appended */
export async function deriveTouched(deps: EventsDeps): Promise<number> {
  const { outbox } = deps.stores
  let appended = 0
  let last: TouchedBook | undefined
  do {
    const page: TouchedBook[] = await outbox.touched(CHUNK, last)
    const settledBefore = deps.now().getTime() - SETTLE_MS
    const quiet = await deriveBooks(deps, page)
    appended += quiet.appended
    await outbox.settle(
      page.filter(book => !quiet.changed.has(book.learnerId) && book.touchedAt.getTime() <= settledBefore),
    )
    last = page.length < CHUNK ? undefined : page.at(-1)
  } while (last)
  return appended
}

/** Every book there is, whether or not anybody marked it. */
export async function deriveAll(deps: EventsDeps): Promise<number> {
  let appended = 0
  for (const { id } of await deps.stores.programmes.all()) {
    let after: string | undefined
    do {
      const page = await deps.stores.enrolments.listByProgramme({
        programmeIds: [id],
        ...(after !== undefined && { after }),
        limit: CHUNK,
      })
      appended += (await deriveBooks(deps, page)).appended
      after = page.length < CHUNK ? undefined : page.at(-1)?.id
    } while (after !== undefined)
  }
  return appended
}

interface Derived {
  appended: number
  /** Learners with a new event: to be looked at once more. */
  changed: Set<string>
}

async function deriveBooks(deps: EventsDeps, books: readonly BookKey[]): Promise<Derived> {
  const derived: Derived = { appended: 0, changed: new Set() }
  if (books.length === 0) return derived
  const { outbox } = deps.stores
  const { missing, told } = await loadMissing(deps, books)
  const news = new Map<string, OutboxEvent[]>()
  for (const [learnerId, events] of missing) {
    const appended = await outbox.append(learnerId, events)
    derived.appended += appended
    derived.changed.add(learnerId)
    news.set(learnerId, (await outbox.ofStreams([learnerId])).get(learnerId) ?? [])
  }
  await wakeSubscribers(deps, new Map([...told, ...news]))
  return derived
}

/** Whoever has not been told that there is something up to the last event of theirs. Also after a crash before it. */
async function wakeSubscribers(
  deps: EventsDeps,
  streams: ReadonlyMap<string, readonly OutboxEvent[]>,
): Promise<void> {
  for (const subscriber of await subscribersOf(deps)) {
    const { name } = subscriber
    const wanted = [...streams].flatMap(([stream, events]) => {
      const last = events.findLast(event => wants(subscriber, event))
      return last ? [{ stream, wanted: last.seq }] : []
    })
    if (wanted.length === 0) continue
    const known = await deps.stores.outbox.deliveries(
      name,
      wanted.map(each => each.stream),
    )
    const late = wanted.filter(each => (known.get(each.stream)?.wanted ?? 0) < each.wanted)
    if (late.length > 0) await deps.stores.outbox.wake(name, late, deps.now())
  }
}

/**
 * People who came into a course since the last look: an event for each who is known to us. Places stay unannounced until
 * their events are stored.
 *
 * @returns how many events were appended
 */
export async function derivePlaces(deps: EventsDeps): Promise<number> {
  const { outbox, places, people } = deps.stores
  let appended = 0
  for (;;) {
    const page = await places.unannounced(CHUNK)
    const persons = await people.byIdentities(page.map(({ issuer, sub }) => ltiKey(issuer, sub)))
    const streams = new Map<string, OutboxEvent[]>()
    for (const { issuer, sub, grantId, seenAt } of page) {
      const person = persons.get(ltiKey(issuer, sub))
      if (!person) continue
      // not by the place itself, which names the account: events outlive an erasure
      const id = `place.added|${person.id}|${grantId}|${seenAt}`
      const event = { id, type: 'place.added', at: seenAt, data: { grantId } }
      appended += await outbox.append(person.id, [event])
      streams.set(person.id, (await outbox.ofStreams([person.id])).get(person.id) ?? [])
    }
    await wakeSubscribers(deps, streams)
    await places.setAnnounced(page)
    if (page.length < CHUNK) return appended
  }
}
