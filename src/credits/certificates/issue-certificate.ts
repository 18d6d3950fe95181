/** Issues the certificate (удостоверение) of an enrolment, exactly once. */
import type { Actor } from '#domain/actor'
import { ConflictError, NotFoundError } from '#domain/errors'
import type { Certificate } from '#store/ports/certificates'
import type { IssueOrder, IssuePolicy } from '#store/ports/issue'
import type { Enrolment } from '#store/ports/people'
import { actAs, reachableProgramme } from '../access.ts'
import { loadBooks, todayOf } from '../books/load-books.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import {
  CertificateAnnulledError,
  ConsentMissingError,
  NotEligibleError,
  OrderExpiredError,
  OwnCertificateError,
  StatementIssuedError,
} from '../errors.ts'
import { isOrderExpired, requireOrder, withOrder } from '../issue/order.ts'
import { dressOf } from '../templates/dress.ts'
import { buildClaim } from './draft.ts'
import { finishClaim, giveBack } from './finish-claim.ts'
import { findHolding, giveWay } from './one-kind.ts'

/**
 * The regulation is evaluated once, for the claim; a claim that is there already, of whomever, is finished instead.
 * @throws {NotEligibleError} with the unmet requirements
 * An order that is named is recorded in the book with the issue, so it meets a requirement that asks for one.
 *
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
    return finishClaim(deps, there ?? (await claim(issuer, enrolment, order)))
  }

  async function claim(actor: Actor, enrolment: Enrolment, order?: IssueOrder): Promise<Certificate> {
    await releaseDeadClaims(enrolment)
    const [book] = await loadBooks(deps, [withOrder(enrolment, order)])
    const learner = await stores.people.byId(enrolment.learnerId)
    if (!book || !learner) throw new NotFoundError('no such book')
    // the other issuer's certificate, finished between two reads
    if (book.certificate) return book.certificate
    const unmet = book.progress.requirements.filter(requirement => !requirement.met)
    if (unmet.length > 0) throw new NotEligibleError(unmet)
    await expectRulesKept(enrolment, order)
    await expectNoStatement(enrolment)
    const { programme, regulation } = book
    const wearer = { kind: 'certificate' as const, programme, regulation, person: learner, name: learner }
    const claimed = buildClaim(deps, actor, book, learner, { dress: await dressOf(stores, wearer) })
    const held = await stores.certificates.claim({ ...claimed, ...(order && { order }) })
    const isGivenUp = held.state === 'abandoned' || held.state === 'spoiled'
    if (isGivenUp) await giveBack(deps, held)
    if (isGivenUp || held.enrolmentId !== enrolment.id) {
      throw new ConflictError('another claim holds these entries; ask again', { certificateId: held.id })
    }
    await expectNoStatement(enrolment, held)
    return held
  }

  /** @param claimed a claim that gives way to a statement of the same moment */
  async function expectNoStatement(enrolment: Enrolment, claimed?: Certificate): Promise<void> {
    if (!(await findHolding(deps, 'statement', enrolment))) return
    if (claimed && !(await giveWay(deps, claimed))) return
    throw new StatementIssuedError('a statement of study of this enrolment holds; annul it first')
  }

  /** What the programme's own rule of issue asks beside the regulation. */
  async function expectRulesKept(enrolment: Enrolment, order?: IssueOrder): Promise<void> {
    const { programmeId, facts } = enrolment
    const policy = (await stores.issue.policies([programmeId])).get(programmeId)
    if (isOrderExpired(order?.on ?? facts.issueOrder, policy, todayOf(deps)))
      throw new OrderExpiredError('the order to issue is too old', { days: policy?.orderValidDays ?? 0 })
    await expectConsent(enrolment, policy)
  }

  async function expectConsent({ learnerId }: Enrolment, policy: IssuePolicy | undefined): Promise<void> {
    if (!policy?.consentRequired) return
    if (!(await stores.consents.given([learnerId], 'processing')).has(learnerId))
      throw new ConsentMissingError('the consent to the processing of personal data is not given')
  }

  /** Entries that a slow process marked for a claim which had been given up by then. */
  async function releaseDeadClaims({ learnerId, programmeId }: Enrolment): Promise<void> {
    const entries = await stores.entries.ofBook(learnerId, programmeId)
    for (const id of new Set(entries.flatMap(entry => entry.consumedBy ?? []))) {
      const holder = await stores.certificates.byId(id)
      if (!holder || holder.state === 'abandoned' || holder.state === 'spoiled')
        await stores.entries.release(id)
    }
  }
}
