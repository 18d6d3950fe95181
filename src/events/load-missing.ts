/** Books with what was told of their learners: the events that are not there yet. */
import { type BookKey, bookKey, groupByBook } from '#domain/books/book-key'
import type { Entry } from '#domain/entries/entry'
import { groupBy } from '#domain/group-by'
import type { Route } from '#domain/routes/route'
import type { Certificate } from '#store/ports/certificates'
import type { ConsentStep } from '#store/ports/consents'
import type { NewEvent, OutboxEvent } from '#store/ports/outbox'
import type { Enrolment } from '#store/ports/people'
import type { EventsDeps } from './deps.ts'
import { type BookState, missingEvents } from './events-of-book.ts'
import { eventsOfConsents } from './events-of-consents.ts'
import { enrolmentOf } from './events-of-route.ts'

export interface Missing {
  /** By learner; nobody of whom everything was told. */
  missing: Map<string, NewEvent[]>
  /** Everything that was told, by learner. */
  told: Map<string, OutboxEvent[]>
}

export async function loadMissing(deps: EventsDeps, books: readonly BookKey[]): Promise<Missing> {
  const learners = [...new Set(books.map(book => book.learnerId))]
  const [told, loaded] = await Promise.all([
    deps.stores.outbox.ofStreams(learners),
    load(deps, books, learners),
  ])
  const missing = new Map<string, NewEvent[]>()
  const add = (learnerId: string, events: readonly NewEvent[]): void => {
    if (events.length > 0) missing.set(learnerId, [...(missing.get(learnerId) ?? []), ...events])
  }
  for (const { learnerId, book } of loaded.books)
    add(learnerId, missingEvents(book, told.get(learnerId) ?? []))
  for (const [learnerId, events] of loaded.consents) {
    const known = new Set(told.get(learnerId)?.map(event => event.id))
    add(
      learnerId,
      events.filter(event => !known.has(event.id)),
    )
  }
  return { missing, told }
}

interface Loaded {
  books: { learnerId: string; book: BookState }[]
  /** Events of consents, by learner. */
  consents: Map<string, NewEvent[]>
}

async function load({ stores }: EventsDeps, keys: readonly BookKey[], learners: string[]): Promise<Loaded> {
  const [entries, enrolments, consents] = await Promise.all([
    stores.entries.ofBooks(keys.map(({ learnerId, programmeId }) => ({ learnerId, programmeId }))),
    stores.enrolments.byLearners(learners),
    stores.consents.ofPeople(learners),
  ])
  const enrolmentIds = enrolments.map(enrolment => enrolment.id)
  const [certificates, routes] = await Promise.all([
    stores.certificates.ofEnrolments(enrolmentIds),
    stores.routes.byEnrolments(enrolmentIds),
  ])
  const stateOf = statesFrom({ entries, enrolments, certificates, routes })
  return {
    books: keys.map(key => ({ learnerId: key.learnerId, book: stateOf(key) })),
    consents: consentEvents(enrolments, consents),
  }
}

/** Of whoever is enrolled nowhere (any more) nothing is told. */
function consentEvents(
  enrolments: readonly Enrolment[],
  consents: ReadonlyMap<string, ConsentStep[]>,
): Map<string, NewEvent[]> {
  const studies = groupBy(enrolments, each => each.learnerId)
  const eventsOf = (learnerId: string, studied: readonly Enrolment[]) =>
    eventsOfConsents(
      consents.get(learnerId) ?? [],
      studied.map(each => each.programmeId),
    )
  return new Map([...studies].map(([learnerId, studied]) => [learnerId, eventsOf(learnerId, studied)]))
}

function statesFrom(all: {
  entries: readonly Entry[]
  enrolments: readonly Enrolment[]
  certificates: readonly Certificate[]
  routes: readonly Route[]
}): (key: BookKey) => BookState {
  const entriesOf = groupByBook(all.entries)
  const enrolments = new Map(all.enrolments.map(each => [bookKey(each), each]))
  const certificatesOf = groupBy(all.certificates, each => each.enrolmentId)
  const routesOf = groupBy(all.routes, enrolmentOf)
  return key => {
    const enrolment = enrolments.get(bookKey(key)) ?? null
    const id = enrolment?.id ?? ''
    return {
      enrolment,
      entries: entriesOf.get(bookKey(key)) ?? [],
      certificates: certificatesOf.get(id) ?? [],
      routes: routesOf.get(id) ?? [],
    }
  }
}
