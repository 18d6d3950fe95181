/** One book for somebody who wants to write into it: whether they see it, and in which role they may. */
import type { Actor } from '#domain/access/actor'
import type { BookKey } from '#domain/books/book-key'
import { ForbiddenError, NotFoundError } from '#domain/errors'
import type { CalendarDate } from '#domain/kinds'
import type { Participant } from '#domain/regulations/data'
import type { Regulation } from '#domain/regulations/regulation'
import type { Writing } from '#domain/writing'
import type { Enrolment, StoredProgramme } from '#store/ports/people'
import { actAs } from '../access.ts'
import { todayOf } from '../books/load-books.ts'
import type { CreditsDeps } from '../deps.ts'
import { type BookRoles, type HeldRole, loadRoles } from './roles.ts'

export interface SeenBook {
  enrolment: Enrolment
  programme: StoredProgramme
  /** The version in force on the day of enrolment. */
  regulation: Regulation
  roles: readonly HeldRole[]
  writing: Writing
  own: boolean
  today: CalendarDate
}

/** @throws {NotFoundError} if there is none, or it is neither theirs nor within their reach */
export async function seeBook(
  deps: CreditsDeps,
  actor: Actor,
  { learnerId = actor.personId, programmeId }: { learnerId?: string; programmeId: string },
): Promise<SeenBook> {
  const [enrolment, roles] = await Promise.all([
    deps.stores.enrolments.find(learnerId, programmeId),
    loadRoles(deps, actor, [{ learnerId, programmeId }]),
  ])
  const programme = roles.programmes.get(programmeId)
  if (!enrolment || !programme || !roles.sees(enrolment)) throw new NotFoundError('no such book')
  const regulation = deps.regulations.inForce(programme.regulation, enrolment.enrolledOn)
  return {
    enrolment,
    programme,
    regulation,
    roles: roles.of(enrolment),
    writing: roles.writing(enrolment, enrolment.enrolledOn),
    own: learnerId === actor.personId,
    today: todayOf(deps),
  }
}

/** Who acts, and in which role it will stand in the history. */
export interface Acting {
  actor: Actor
  role?: Participant
}

/** In which role the actor writes into a book of somebody else; `undefined`: in none. */
export function actAsWriter(
  actor: Actor,
  roles: Pick<BookRoles, 'of' | 'writing'>,
  book: BookKey,
  on: CalendarDate,
): Acting | undefined {
  const held = roles.of(book).filter(({ role }) => role !== 'learner')
  if (held.length === 0) return undefined
  const allowed = roles.writing(book, on).enter.filter(role => held.some(each => each.role === role))
  return allowed.length > 0 ? actInRole(actor, held, allowed) : undefined
}

/**
 * @param allowed roles that may; in their order the first that the actor holds is taken
 * @throws {ForbiddenError} naming them
 */
export function actInRole(actor: Actor, held: readonly HeldRole[], allowed: readonly Participant[]): Acting {
  const found = allowed.map(role => held.find(each => each.role === role)).find(one => one !== undefined)
  if (!found) {
    throw new ForbiddenError(`this takes the role ${allowed.join(' or ')}`, { roles: allowed.join(', ') })
  }
  if (found.appointed || found.role === 'learner') return { actor, role: found.role }
  return { actor: actAs(actor, 'curator') }
}
