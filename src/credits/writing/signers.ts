/** Whose confirmation is the signature of a line: the roles that the programme, or else its regulation, names. */
import type { Actor } from '#domain/actor'
import { isInForce } from '#domain/appointment'
import type { Entry } from '#domain/entry'
import { AppError } from '#domain/errors'
import { writingOf } from '#domain/writing'
import { actAs, hasRole } from '../access.ts'
import { todayOf } from '../books/load-books.ts'
import type { CreditsDeps } from '../deps.ts'
import type { BookRoles, HeldRole } from './roles.ts'
import { type Acting, actInRole } from './seen-book.ts'

/** In this programme another role signs; `roles` names those that do. */
export class NotSignerError extends AppError {
  readonly code = 'not_signer'
  readonly status = 403
}

/**
 * Whether the actor decides on entries anywhere: a curator by their course, or somebody who was appointed.
 *
 * @throws {ForbiddenError} for anybody else
 */
export async function requireDecider(deps: CreditsDeps, actor: Actor): Promise<Actor> {
  if (hasRole(actor, ['curator'])) return actAs(actor, 'curator')
  const appointments = await deps.stores.appointments.byPerson(actor.personId)
  const today = todayOf(deps)
  return appointments.some(each => isInForce(each, today)) ? actor : actAs(actor, 'curator')
}

/** @throws {NotSignerError} if the actor holds none of the signing roles for this entry */
export function actAsSigner(
  deps: Pick<CreditsDeps, 'regulations'>,
  actor: Actor,
  roles: BookRoles,
  entry: Entry,
): Acting {
  const programme = roles.programmes.get(entry.programmeId)
  if (!programme) throw new NotSignerError('nobody signs for a programme that is gone')
  const { sign } = writingOf(deps.regulations.inForce(programme.regulation, entry.date), programme)
  const held = roles.of(entry).filter(isOfAnother)
  if (!held.some(({ role }) => sign.some(each => each === role))) {
    throw new NotSignerError(`here ${sign.join(' or ')} signs`, { roles: sign.join(', ') })
  }
  return actInRole(actor, held, sign)
}

/** Whether the roles that the actor holds towards the book sign this entry. */
export function signsFor(deps: Pick<CreditsDeps, 'regulations'>, roles: BookRoles, entry: Entry): boolean {
  const programme = roles.programmes.get(entry.programmeId)
  if (!programme) return false
  const { sign } = writingOf(deps.regulations.inForce(programme.regulation, entry.date), programme)
  return roles.of(entry).some(({ role }) => sign.some(each => each === role))
}

const isOfAnother = ({ role }: HeldRole): boolean => role !== 'learner'
