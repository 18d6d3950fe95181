/** Printed forms (печатные формы) of regulations, filled in from books and routes, for whoever may see these. */
import type { Actor } from '#domain/access/actor'
import type { PrintedForm } from '#domain/certificates/printed-form'
import type { Bilingual } from '#domain/regulations/data'
import type { BookRef } from '../proofs/contract.ts'

/** A form of the regulation of a programme, to be printed empty. */
export interface FormChoice {
  programme: { id: string; title: string }
  regulation: { id: string; title: Bilingual }
  forms: readonly { id: string; title: Bilingual }[]
}

export interface Forms {
  /**
   * The book of `learnerId` (default: the actor's own); since a lost one was restored (п. 4.5) it is marked as a duplicate.
   *
   * @throws {NotFoundError} if there is none that the actor may see
   */
  book(actor: Actor, q: { learnerId?: string; programmeId?: string }): Promise<PrintedForm>
  /** A revision of a route, by default the latest. @throws {NotFoundError} if there is none that the actor may see */
  route(actor: Actor, q: { routeId: string; revision?: number }): Promise<PrintedForm>
  /**
   * The interview of `learnerId` (default: the actor's own) with what is recorded of each stage.
   *
   * @throws {NotFoundError} if there is no such book that the actor may see, or its regulation has no interview
   */
  interview(actor: Actor, book: BookRef): Promise<PrintedForm>
  /** Forms of the programmes that the actor sees: their own and those in their scope. */
  choices(actor: Actor): Promise<FormChoice[]>
  /** A form of the programme's regulation without contents. @throws {NotFoundError} */
  blank(actor: Actor, q: { programmeId: string; formId: string }): Promise<PrintedForm>
}
