/** Which roles of the regulation an actor has towards books: by their course, by appointment, or as the learner. */
import type { Actor } from '#domain/access/actor'
import { covers, isInForce } from '#domain/access/appointment'
import { type BookKey, bookKey } from '#domain/books/book-key'
import { NotFoundError } from '#domain/errors'
import type { CalendarDate } from '#domain/kinds'
import type { Participant } from '#domain/regulations/data'
import { CURATOR_IS, type Writing, writingOf } from '#domain/writing'
import type { StoredProgramme } from '#store/ports/people'
import { reachableOf } from '../access.ts'
import { type BookDeps, todayOf } from '../books/load-books.ts'
import { municipalitiesOf } from '../municipalities.ts'
import { loadDecided } from './decided.ts'

export interface HeldRole {
  role: Participant
  /** By an appointment; else by the course that the actor came from, or because the book is theirs. */
  appointed: boolean
}

export interface BookRoles {
  /** Programmes that the actor's roles of the launch reach, by id. */
  reached: Map<string, StoredProgramme>
  /** All programmes of these books, by id. */
  programmes: Map<string, StoredProgramme>
  /** None: the actor holds no role of the regulation there. */
  of(book: BookKey): HeldRole[]
  /** Whether the book exists for the actor: their own, in reach, or of somebody whom they were appointed for. */
  sees(book: BookKey): boolean
  /**
   * Who writes into the book and who signs in it, by the regulation in force on a day.
   *
   * @throws {NotFoundError} for a programme that is gone
   */
  writing(book: BookKey, on: CalendarDate): Writing
}

/** For many books at once: at most five queries, two more where municipalities decided. */
export async function loadRoles(deps: BookDeps, actor: Actor, books: readonly BookKey[]): Promise<BookRoles> {
  const { stores } = deps
  const ids = [...new Set(books.map(book => book.programmeId))]
  const [reached, programmes, appointed, decided] = await Promise.all([
    reachableOf(stores, actor, ids),
    stores.programmes.byIds(ids),
    loadAppointed(deps, actor, books),
    loadDecided(stores, books),
  ])
  const of = (book: BookKey): HeldRole[] => [
    ...(book.learnerId === actor.personId ? [{ role: 'learner' as const, appointed: false }] : []),
    ...(reached.has(book.programmeId) && actor.roles.includes('curator')
      ? CURATOR_IS.map(role => ({ role, appointed: false }))
      : []),
    ...appointed(book),
  ]
  return {
    reached,
    programmes,
    of,
    sees: book => programmes.has(book.programmeId) && (reached.has(book.programmeId) || of(book).length > 0),
    writing: (book, on) => {
      const programme = programmes.get(book.programmeId)
      if (!programme) throw new NotFoundError('no such programme')
      return writingOf(deps.regulations.inForce(programme.regulation, on), programme, decided(book))
    },
  }
}

async function loadAppointed(
  deps: BookDeps,
  actor: Actor,
  books: readonly BookKey[],
): Promise<(book: BookKey) => HeldRole[]> {
  const { stores } = deps
  const today = todayOf(deps)
  const own = (await stores.appointments.byPerson(actor.personId)).filter(each => isInForce(each, today))
  if (own.length === 0) return () => []
  const people = await stores.people.byIds([...new Set(books.map(book => book.learnerId))])
  const municipalityOf = await municipalitiesOf(
    stores,
    own.some(each => each.organisations) ? [...people.values()].map(each => each.organisation) : [],
  )
  const known = new Map(
    books.map(book => {
      const organisation = people.get(book.learnerId)?.organisation
      const subject = { ...book, organisation, municipality: municipalityOf(organisation) }
      const roles = own.filter(each => covers(each, subject)).map(({ role }) => ({ role, appointed: true }))
      return [bookKey(book), roles]
    }),
  )
  return book => known.get(bookKey(book)) ?? []
}
