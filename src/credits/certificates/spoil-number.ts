/** A number whose document came to nothing: a line of the register, испорчен, with its reason. */
import { ConflictError } from '#domain/errors'
import type { Certificate } from '#store/ports/certificates'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { giveBack, numberAndFix } from './finish-claim.ts'
import { certificateToActOn, textOf } from './own-register.ts'

/** @throws {ConflictError} if the document is ready or issued: then it is annulled instead, or nothing was numbered yet */
export function spoilNumber(deps: CreditsDeps): Credits['spoilNumber'] {
  const { certificates, enrolments } = deps.stores

  return async (actor, input) => {
    const { issuer, certificate } = await certificateToActOn(deps, actor, input.certificateId)
    const reason = textOf('reason', input.reason)
    const { id } = certificate
    if (certificate.state === 'numbered') await numberAndFix(deps, certificate)
    const spoiled = { at: deps.now().toISOString(), by: issuer.personId, reason }
    if (!(await certificates.spoil(id, spoiled, 'numbered')))
      throw new ConflictError('only a number without a document can be given up', { certificateId: id })
    await giveBack(deps, certificate)
    if (!certificate.replacement) await enrolments.setStatus(certificate.enrolmentId, 'active')
    return (await certificates.byId(id)) as Certificate
  }
}
