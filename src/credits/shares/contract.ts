/** Read-only links to a book (Тюмень п. 4.4): made for somebody named, for a term, revoked at any time. */
import type { Actor } from '#domain/access/actor'
import type { CalendarDate } from '#domain/kinds'
import type { Bilingual } from '#domain/regulations/data'
import type { Share } from '#store/ports/shares'
import type { BookView, PersonView } from '../contract.ts'
import type { BookRef } from '../proofs/contract.ts'

export interface ShareView extends Share {
  state: 'valid' | 'over' | 'revoked'
}

export interface SharesView {
  learner: PersonView
  programme: { id: string; title: string }
  own: boolean
  today: CalendarDate
  /** Latest day that a link may hold until. */
  latest: CalendarDate
  /** To whom the regulation says that the book is shown on request (`book.openTo`); `null`: it says nothing. */
  onRequest: { bodies: readonly Bilingual[]; clause: string } | null
  shares: ShareView[]
}

export interface Shares {
  /** Newest first, with their last use; ended ones too. */
  list(actor: Actor, book: BookRef): Promise<SharesView>
  /** @param input `key` of the form: sent twice with one, it is one link
   *  @returns the code of the link, which nobody can read again later
   *  @throws {InvalidInputError} without a recipient, or for a term that is over or longer than a year */
  create(
    actor: Actor,
    input: BookRef & { recipient: string; until: CalendarDate; key?: string },
  ): Promise<{ share: ShareView; code: string }>
  revoke(actor: Actor, input: { id: string }): Promise<ShareView>
  /** What the link shows. `null`: no such code, over, or revoked. */
  open(code: string): Promise<{ share: ShareView; book: BookView } | null>
}
