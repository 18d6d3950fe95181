/** The certificate and its PDF: the learner's own, or one of the actor's scope. */
import type { Actor } from '#domain/access/actor'
import { NotFoundError } from '#domain/errors'
import type { Certificate } from '#store/ports/certificates'
import { reachableOf } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'

/** @throws {NotFoundError} if there is none, it is not issued yet, or it is not the actor's to see */
export function readCertificate(deps: CreditsDeps): Credits['readCertificate'] {
  const { certificates } = deps.stores

  return async (actor, id) => {
    const certificate = await certificates.byId(id)
    const visible = certificate?.state === 'issued' && (await maySee(actor, certificate))
    const pdf = visible ? await certificates.pdf(id) : null
    if (!certificate || !pdf) throw new NotFoundError('no such certificate')
    return { certificate, pdf }
  }

  async function maySee(actor: Actor, { learnerId, programmeId }: Certificate): Promise<boolean> {
    if (learnerId === actor.personId) return true
    return (await reachableOf(deps.stores, actor, [programmeId])).has(programmeId)
  }
}
