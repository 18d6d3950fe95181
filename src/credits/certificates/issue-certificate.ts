/** Issues the certificate (удостоверение) of an enrolment, exactly once. */
import { NotFoundError } from '#domain/errors'
import { actAs, reachableProgramme } from '../access.ts'
import { todayOf } from '../books/load-books.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { CertificateAnnulledError, OwnCertificateError } from '../errors.ts'
import { requireOrder } from '../issue/order.ts'
import { claimCertificate } from './claim-certificate.ts'
import { finishClaim } from './finish-claim.ts'

/**
 * The regulation is evaluated once, for the claim; a claim that is there already, of whomever, is finished instead.
 * An order that is named is recorded in the book with the issue, so it meets a requirement that asks for one.
 *
 * @throws {NotEligibleError} with the unmet requirements
 * @throws {OrderExpiredError} if the programme's rule says for how long an order holds
 * @throws {ConsentMissingError} if the programme's rule asks for a consent @throws {StatementIssuedError}
 * @throws {TemplateIncompleteError} if the template lacks an image: no number is taken
 * @throws {CertificateAnnulledError} after an annulment: what takes its place is a correction
 * @throws {OwnCertificateError} nobody issues their own
 * @throws {ConflictError} if an entry changed meanwhile: the claim is given up, asking again evaluates anew
 */
export function issueCertificate(deps: CreditsDeps): Credits['issueCertificate'] {
  const { stores } = deps
  return async (actor, { enrolmentId, order }) => {
    const issuer = actAs(actor, 'issuer', 'administrator')
    if (order) requireOrder(order, todayOf(deps))
    const enrolment = await stores.enrolments.byId(enrolmentId)
    if (!enrolment) throw new NotFoundError('no such enrolment')
    await reachableProgramme(stores, issuer, enrolment.programmeId)
    if (enrolment.learnerId === actor.personId)
      throw new OwnCertificateError('nobody issues their own certificate')
    const there = await stores.certificates.byEnrolment(enrolmentId)
    if (there?.status === 'annulled')
      throw new CertificateAnnulledError('the certificate of this enrolment was annulled; issue a correction')
    const asked = { actor: issuer, enrolment, ...(order && { order }) }
    return finishClaim(deps, there ?? (await claimCertificate(deps, asked)))
  }
}
