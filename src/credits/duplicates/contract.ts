/** Duplicates of a lost book (Тюмень п. 4.5): recorded with number, day and reason; what a paper duplicate bears follows. */
import type { Actor } from '#domain/access/actor'
import type { BookDuplicate } from '#store/ports/people'
import type { PersonView } from '../contract.ts'
import type { BookRef } from '../proofs/contract.ts'

export interface DuplicatesView {
  learner: PersonView
  programme: { id: string; title: string }
  /** The actor may issue one. */
  canIssue: boolean
  duplicates: BookDuplicate[]
  /** Numbers (№) of confirmed entries without a supporting document: they have to be proved anew. */
  unproved: number[]
}

export interface Duplicates {
  list(actor: Actor, book: BookRef): Promise<DuplicatesView>
  /**
   * @param input.after how many duplicates the actor saw: of two at once one is issued
   * @throws {OwnEntryError} of one's own book @throws {ReasonRequiredError}
   * @throws {ConflictError} if another was issued meanwhile
   */
  issue(actor: Actor, input: BookRef & { reason: string; after: number }): Promise<BookDuplicate>
}
