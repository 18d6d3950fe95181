/**
 * The stores with a look-out: whoever writes a book through them marks it first, so that its events are derived within
 * seconds, not at the next sweep. Only speed hangs on the marks; what is told follows from the books alone.
 */
import type { Stores } from '#store/ports/index'

type Book = { learnerId: string; programmeId: string }

export function watchStores(stores: Stores, now: () => Date): Stores {
  const { entries, enrolments, certificates, consents, outbox } = stores
  const touch = (books: readonly Book[]): Promise<void> => outbox.touch(unique(books), now())
  return {
    ...stores,
    entries: {
      ...entries,
      async insertNew(items) {
        await touch(items)
        return entries.insertNew(items)
      },
      async transition(changes) {
        await touch(changes.map(change => change.next))
        return entries.transition(changes)
      },
    },
    enrolments: {
      ...enrolments,
      async create(enrolment) {
        await touch([enrolment])
        return enrolments.create(enrolment)
      },
      async setFacts(id, facts) {
        const enrolment = await enrolments.setFacts(id, facts)
        await touch([enrolment])
        return enrolment
      },
    },
    consents: {
      ...consents,
      async add(step) {
        await touch(await enrolments.byLearner(step.personId))
        return consents.add(step)
      },
    },
    routes: {
      ...stores.routes,
      async replace(route) {
        const { subject, programmeId } = route
        if (subject.type === 'learner') await touch([{ learnerId: subject.learnerId, programmeId }])
        return stores.routes.replace(route)
      },
    },
    certificates: {
      ...certificates,
      async claim(certificate) {
        await touch([certificate])
        return certificates.claim(certificate)
      },
      async markIssued(id, at) {
        const issued = await certificates.markIssued(id, at)
        await touch([issued])
        return issued
      },
      async annul(id, annulment) {
        const certificate = await certificates.byId(id)
        if (certificate) await touch([certificate])
        return certificates.annul(id, annulment)
      },
      async markReplaced(id, by) {
        const certificate = await certificates.byId(id)
        if (certificate) await touch([certificate])
        return certificates.markReplaced(id, by)
      },
      async spoil(id, spoiled, from) {
        const certificate = await certificates.byId(id)
        if (certificate) await touch([certificate])
        return certificates.spoil(id, spoiled, from)
      },
      async noteDelivery(id, delivery) {
        const noted = await certificates.noteDelivery(id, delivery)
        if (noted) await touch([noted])
        return noted
      },
    },
  }
}

function unique(books: readonly Book[]): Book[] {
  return [...new Map(books.map(book => [`${book.learnerId}|${book.programmeId}`, book])).values()]
}
