import type { Actor } from '#domain/access/actor'
import { OwnEntryError } from '#domain/entries/entry-machine'
import { APPROVERS, type Approver } from '#domain/regulations/data'
import type { CreditsDeps } from '../deps.ts'
import type { BookRef } from '../proofs/contract.ts'
import { type Acting, actInRole, type SeenBook, seeBook } from '../writing/seen-book.ts'

/** Whoever holds a role of the regulation towards the book records; never the learner. */
const RECORDERS: readonly Approver[] = APPROVERS

export const writersOf = ({ roles }: SeenBook) => roles.filter(({ role }) => role !== 'learner')

/** @throws {OwnEntryError} in one's own book @throws {ForbiddenError} without a role towards it */
export async function writable(
  deps: CreditsDeps,
  actor: Actor,
  ref: BookRef,
): Promise<{ book: SeenBook; acting: Acting }> {
  const book = await seeBook(deps, actor, ref)
  if (book.own) throw new OwnEntryError('nobody records facts in their own book')
  return { book, acting: actInRole(actor, writersOf(book), RECORDERS) }
}
