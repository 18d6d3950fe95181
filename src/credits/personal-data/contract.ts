/** Everything about one person: to be read by them, and erased on their demand (152-ФЗ, ст. 14, 21). */
import type { Actor } from '#domain/access/actor'
import type { Erasure, HeldData } from '#store/ports/personal-data'

export interface PersonalDataView {
  personId: string
  /** Of the person, for whoever may see it anyway. */
  name: string
  /** ISO instant. */
  at: string
  collections: HeldData[]
  /** A document was issued: what it rests on stays. */
  isIssued: boolean
}

export interface PersonalData {
  /** All that is stored: of the actor, or of a person whom an administrator reaches. @throws {NotFoundError} */
  read(actor: Actor, personId?: string): Promise<PersonalDataView>
  /**
   * Erases all but what the law asks to keep, ends the person's sessions, tells receivers of events, and remembers the
   * accounts by their hashes, so that a pull does not bring the person back. Asked again, it goes on where it stopped.
   *
   * Administrators who reach every programme of the person.
   * @throws {InvalidInputError} without a reason @throws {ForbiddenError} if another organisation teaches the person too
   */
  erase(actor: Actor, input: { personId: string; reason: string }): Promise<Erasure>
  /** Newest first; for whoever sees all. */
  erasures(actor: Actor, limit?: number): Promise<Erasure[]>
}
