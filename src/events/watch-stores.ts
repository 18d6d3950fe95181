/**
 * The stores with a look-out: whoever writes a book through them marks it first, so that its events are derived within
 * seconds, not at the next sweep. Only speed hangs on the marks; what is told follows from the books alone.
 */
import { type BookKey as Book, uniqueBooks } from '#domain/books/book-key'
import type { Stores } from '#store/ports/index'

/** Of what is written, or that answers it. */
type BooksOf<A extends unknown[]> = (...args: A) => readonly Book[] | Promise<readonly Book[]>

export function watchStores(stores: Stores, now: () => Date): Stores {
  const { entries, enrolments, certificates, consents, routes, outbox } = stores
  const touch = (books: readonly Book[]): Promise<void> => outbox.touch(uniqueBooks(books), now())

  const marking =
    <A extends unknown[], R>(write: (...args: A) => Promise<R>, booksOf: BooksOf<A>) =>
    async (...args: A): Promise<R> => {
      await touch(await booksOf(...args))
      return write(...args)
    }

  /** Where only the answer tells whose it was. */
  const markingAfter =
    <A extends unknown[], R extends Book | null>(write: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const written = await write(...args)
      if (written) await touch([written])
      return written
    }

  const ofDocument = async (id: string): Promise<Book[]> => {
    const certificate = await certificates.byId(id)
    return certificate ? [certificate] : []
  }

  return {
    ...stores,
    entries: {
      ...entries,
      insertNew: marking(entries.insertNew, items => items),
      transition: marking(entries.transition, changes => changes.map(change => change.next)),
    },
    enrolments: {
      ...enrolments,
      create: marking(enrolments.create, enrolment => [enrolment]),
      setFacts: markingAfter(enrolments.setFacts),
      replacePack: markingAfter(enrolments.replacePack),
    },
    consents: {
      ...consents,
      add: marking(consents.add, step => enrolments.byLearner(step.personId)),
    },
    routes: {
      ...routes,
      replace: marking(routes.replace, ({ subject, programmeId }) =>
        subject.type === 'learner' ? [{ learnerId: subject.learnerId, programmeId }] : [],
      ),
    },
    certificates: {
      ...certificates,
      claim: marking(certificates.claim, certificate => [certificate]),
      markIssued: markingAfter(certificates.markIssued),
      annul: marking(certificates.annul, ofDocument),
      markReplaced: marking(certificates.markReplaced, ofDocument),
      spoil: marking(certificates.spoil, ofDocument),
      noteDelivery: markingAfter(certificates.noteDelivery),
    },
  }
}
