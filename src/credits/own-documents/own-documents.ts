/** The documents that were issued to the actor, in every programme and state. */
import type { Actor } from '#domain/access/actor'
import { NotFoundError } from '#domain/errors'
import type { Certificate } from '#store/ports/certificates'
import type { Stores } from '#store/ports/index'
import type { Credentials, SignedCredential } from '../credentials/contract.ts'

export interface OwnDocuments {
  /** Issued to the actor, annulled and replaced ones too, newest first. */
  list(actor: Actor): Promise<Certificate[]>
  /** The portable credential of one: the actor's own, or in their scope. @throws {NotFoundError} */
  credential(actor: Actor, certificateId: string): Promise<SignedCredential>
  /** That of a confirmed entry, likewise. @throws {CredentialNotDueError} until it is confirmed */
  entryCredential(actor: Actor, entryId: string): Promise<SignedCredential>
  /** The whole book as a learner record (CLR 2.0), likewise; without a learner the actor's own.
   *  @throws {CredentialNotDueError} while nothing in it is confirmed */
  bookCredential(actor: Actor, book: { learnerId?: string; programmeId: string }): Promise<SignedCredential>
}

export function createOwnDocuments(deps: {
  stores: Pick<Stores, 'certificates' | 'enrolments'>
  credentials: Pick<Credentials, 'ofCertificate' | 'ofEntry' | 'ofBook'>
}): OwnDocuments {
  return {
    async list(actor) {
      const all = await deps.stores.certificates.byLearner(actor.personId)
      const issued = all.filter(each => each.state === 'issued' && each.snapshot)
      return issued.sort((a, b) => ((a.issuedAt ?? '') < (b.issuedAt ?? '') ? 1 : -1))
    },
    credential: (actor, id) => deps.credentials.ofCertificate(actor, id),
    entryCredential: (actor, id) => deps.credentials.ofEntry(actor, id),
    async bookCredential(actor, { learnerId = actor.personId, programmeId }) {
      const enrolment = await deps.stores.enrolments.find(learnerId, programmeId)
      if (!enrolment) throw new NotFoundError('no such book')
      return deps.credentials.ofBook(actor, enrolment.id)
    },
  }
}
