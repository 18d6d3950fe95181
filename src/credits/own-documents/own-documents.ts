/** The documents that were issued to the actor, in every programme and state. */
import type { Actor } from '#domain/actor'
import type { Certificate } from '#store/ports/certificates'
import type { Stores } from '#store/ports/index'
import type { Credentials, SignedCredential } from '../credentials/contract.ts'

export interface OwnDocuments {
  /** Issued to the actor, annulled and replaced ones too, newest first. */
  list(actor: Actor): Promise<Certificate[]>
  /** The portable credential of one: the actor's own, or in their scope. @throws {NotFoundError} */
  credential(actor: Actor, certificateId: string): Promise<SignedCredential>
}

export function createOwnDocuments(deps: {
  stores: Pick<Stores, 'certificates'>
  credentials: Pick<Credentials, 'ofCertificate'>
}): OwnDocuments {
  return {
    async list(actor) {
      const all = await deps.stores.certificates.byLearner(actor.personId)
      const issued = all.filter(each => each.state === 'issued' && each.snapshot)
      return issued.sort((a, b) => ((a.issuedAt ?? '') < (b.issuedAt ?? '') ? 1 : -1))
    },
    credential: (actor, id) => deps.credentials.ofCertificate(actor, id),
  }
}
