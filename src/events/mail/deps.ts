import type { Stores } from '#store/ports/index'
import type { Person } from '#store/ports/people'

/** A letter in plain text; nothing else is needed, and nothing is loaded from anywhere. */
export interface Letter {
  to: string
  subject: string
  text: string
  /** The same in every try, so that whoever got it twice can tell. */
  messageId: string
}

/** @throws {MailRefusedError} if the address will never take it @throws {MailUnreachableError} if the server may take it later */
export type SendLetter = (letter: Letter) => Promise<void>

export interface MailDeps {
  stores: Pick<Stores, 'people' | 'consents' | 'entries' | 'programmes' | 'certificates' | 'routes'>
  send: SendLetter
  /** Who signs in a book, as far as they are known by name. */
  signersOf(book: { learnerId: string; programmeId: string }): Promise<Person[]>
  now(): Date
  /** Of the site: `mail@HOST` names the letters. */
  publicUrl: string
  /** IANA, of the issuing organisation: days in letters are days there. */
  timeZone: string
}
