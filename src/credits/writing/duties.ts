/** What an actor oversees: the programmes of their course, and the books for which they were appointed (полномочие). */
import type { Actor, Role } from '#domain/access/actor'
import { type Appointment, isInForce } from '#domain/access/appointment'
import type { BookKey } from '#domain/books/book-key'
import type { Approver } from '#domain/regulations/data'
import type { StoredProgramme } from '#store/ports/people'
import { actAs, hasRole, reachableProgrammes } from '../access.ts'
import { type BookDeps, todayOf } from '../books/load-books.ts'
import { type BookRoles, loadRoles } from './roles.ts'

export interface Duties {
  actor: Actor
  /** By course and by appointment, each once. */
  programmes: StoredProgramme[]
  /** Those of the course alone: all their books are the actor's to see. */
  reached: ReadonlySet<string>
  /** Roles by appointment, whomever they are for. */
  held: readonly Approver[]
  /** Present where nobody but these learners can be meant. */
  learnerIds?: string[]
  /** Nothing is held by appointment: whatever is in `programmes` is seen. */
  isWhole: boolean
}

/**
 * @param roles of the launch that see books of others; without one of them it takes an appointment in force
 * @throws {ForbiddenError} for somebody with neither
 */
export async function dutiesOf(deps: BookDeps, actor: Actor, roles: readonly Role[]): Promise<Duties> {
  const held = await appointmentsOf(deps, actor)
  const acting = held.length === 0 || hasRole(actor, roles) ? actAs(actor, ...roles) : actor
  const reached = hasRole(actor, roles) ? await reachableProgrammes(deps.stores, acting) : []
  const appointed = await programmesOf(deps, held)
  const learners = held.map(({ learnerIds }) => learnerIds)
  const isNarrow = reached.length === 0 && learners.every(each => each !== undefined)
  return {
    actor: acting,
    programmes: [...new Map([...reached, ...appointed].map(each => [each.id, each])).values()],
    reached: new Set(reached.map(({ id }) => id)),
    held: held.map(({ role }) => role),
    ...(held.length > 0 && isNarrow && { learnerIds: [...new Set(learners.flatMap(each => each ?? []))] }),
    isWhole: held.length === 0,
  }
}

async function appointmentsOf(deps: BookDeps, { personId }: Actor): Promise<Appointment[]> {
  const today = todayOf(deps)
  return (await deps.stores.appointments.byPerson(personId)).filter(each => isInForce(each, today))
}

/** Programmes of appointments; one that names none is for all. */
export async function programmesOf(
  { stores }: BookDeps,
  held: readonly Appointment[],
): Promise<StoredProgramme[]> {
  if (held.length === 0) return []
  if (held.some(({ programmeIds }) => programmeIds === undefined)) return stores.programmes.all()
  const ids = new Set(held.flatMap(({ programmeIds }) => programmeIds ?? []))
  return [...(await stores.programmes.byIds([...ids])).values()]
}

/**
 * Those of the books that are the actor's to oversee: of their course, or of somebody else for whom they were appointed.
 *
 * @param fits what the roles that they hold there have to allow, e.g. to sign
 */
export async function overseen<T extends BookKey>(
  deps: BookDeps,
  { actor, reached, isWhole }: Duties,
  books: readonly T[],
  fits: (book: T, roles: BookRoles) => boolean = () => true,
): Promise<T[]> {
  if (isWhole) return [...books]
  const roles = await loadRoles(deps, actor, books)
  const isMine = (book: T): boolean =>
    book.learnerId !== actor.personId &&
    roles.of(book).some(({ role }) => role !== 'learner') &&
    fits(book, roles)
  return books.filter(book => reached.has(book.programmeId) || isMine(book))
}
