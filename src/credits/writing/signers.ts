/** Whose confirmation is the signature of a line: the roles that municipality, programme or regulation name. */
import type { Actor } from '#domain/access/actor'
import { isInForce } from '#domain/access/appointment'
import type { Entry } from '#domain/entries/entry'
import { AppError } from '#domain/errors'
import type { Approver } from '#domain/regulations/data'
import { actAs, hasRole } from '../access.ts'
import { todayOf } from '../books/load-books.ts'
import type { CreditsDeps } from '../deps.ts'
import type { BookRoles, HeldRole } from './roles.ts'
import { type Acting, actInRole } from './seen-book.ts'

/** In this book another role signs; `roles` names those that do. */
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
export function actAsSigner(actor: Actor, roles: BookRoles, entry: Entry): Acting {
  const { sign } = roles.writing(entry, entry.date)
  const held = roles.of(entry).filter(isOfAnother)
  if (!held.some(isAmong(sign))) {
    throw new NotSignerError(`here ${sign.join(' or ')} signs`, { roles: sign.join(', ') })
  }
  return actInRole(actor, held, sign)
}

/** Whether the roles that the actor holds towards the book sign this entry. */
export const signsFor = (roles: BookRoles, entry: Entry): boolean =>
  roles.programmes.has(entry.programmeId) &&
  roles.of(entry).some(isAmong(roles.writing(entry, entry.date).sign))

const isOfAnother = ({ role }: HeldRole): boolean => role !== 'learner'
const isAmong =
  (sign: readonly Approver[]) =>
  ({ role }: HeldRole): boolean =>
    sign.some(each => each === role)
