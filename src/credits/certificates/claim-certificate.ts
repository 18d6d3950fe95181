/** The claim of a certificate: the regulation is evaluated once, and what was found stands under the enrolment's unique index. */
import type { Actor } from '#domain/access/actor'
import { ConflictError, NotFoundError } from '#domain/errors'
import type { Certificate } from '#store/ports/certificates'
import type { IssueOrder } from '#store/ports/issue'
import type { Enrolment, Person } from '#store/ports/people'
import { type LoadedBook, loadBooks, todayOf } from '../books/load-books.ts'
import type { CreditsDeps } from '../deps.ts'
import { ConsentMissingError, NotEligibleError, OrderExpiredError, StatementIssuedError } from '../errors.ts'
import { isOrderExpired, withOrder } from '../issue/order.ts'
import { dressOf } from '../templates/dress.ts'
import { buildClaim } from './draft.ts'
import { giveBack } from './finish-claim.ts'
import { findHolding, giveWay } from './one-kind.ts'

interface Asked {
  actor: Actor
  enrolment: Enrolment
  /** Named at issue: recorded in the book with it, so it meets a requirement that asks for one. */
  order?: IssueOrder
}

/**
 * @returns the claim that stands, whoever made it
 * @throws {NotEligibleError} with the unmet requirements @throws {OrderExpiredError} @throws {ConsentMissingError}
 * @throws {StatementIssuedError} @throws {ConflictError} if another claim holds the entries: asking again evaluates anew
 */
export async function claimCertificate(deps: CreditsDeps, asked: Asked): Promise<Certificate> {
  const { enrolment, order } = asked
  await releaseDeadClaims(deps, enrolment)
  const [book] = await loadBooks(deps, [withOrder(enrolment, order)])
  const learner = await deps.stores.people.byId(enrolment.learnerId)
  if (!book || !learner) throw new NotFoundError('no such book')
  // the other issuer's certificate, finished between two reads
  if (book.certificate) return book.certificate
  await expectOpenGate(deps, book, asked)
  const held = await hold(deps, book, learner, asked)
  await expectNoStatement(deps, enrolment, held)
  return held
}

async function hold(
  deps: CreditsDeps,
  book: LoadedBook,
  learner: Person,
  { actor, enrolment, order }: Asked,
): Promise<Certificate> {
  const { programme, regulation } = book
  const wearer = { kind: 'certificate' as const, programme, regulation, person: learner, name: learner }
  const claim = buildClaim(deps, actor, book, learner, { dress: await dressOf(deps.stores, wearer) })
  const held = await deps.stores.certificates.claim({ ...claim, ...(order && { order }) })
  const isGivenUp = held.state === 'abandoned' || held.state === 'spoiled'
  if (isGivenUp) await giveBack(deps, held)
  if (isGivenUp || held.enrolmentId !== enrolment.id)
    throw new ConflictError('another claim holds these entries; ask again', { certificateId: held.id })
  return held
}

async function expectOpenGate(
  deps: CreditsDeps,
  { progress }: LoadedBook,
  { enrolment, order }: Asked,
): Promise<void> {
  const unmet = progress.requirements.filter(requirement => !requirement.met)
  if (unmet.length > 0) throw new NotEligibleError(unmet)
  await expectRulesKept(deps, enrolment, order)
  await expectNoStatement(deps, enrolment)
}

/** What the programme's own rule of issue asks beside the regulation. */
async function expectRulesKept(
  deps: CreditsDeps,
  { programmeId, learnerId, facts }: Enrolment,
  order: IssueOrder | undefined,
): Promise<void> {
  const { issue, consents } = deps.stores
  const policy = (await issue.policies([programmeId])).get(programmeId)
  if (isOrderExpired(order?.on ?? facts.issueOrder, policy, todayOf(deps)))
    throw new OrderExpiredError('the order to issue is too old', { days: policy?.orderValidDays ?? 0 })
  if (policy?.consentRequired && !(await consents.given([learnerId], 'processing')).has(learnerId))
    throw new ConsentMissingError('the consent to the processing of personal data is not given')
}

/** @param claimed a claim that gives way to a statement of the same moment */
async function expectNoStatement(
  deps: CreditsDeps,
  enrolment: Enrolment,
  claimed?: Certificate,
): Promise<void> {
  if (!(await findHolding(deps, 'statement', enrolment))) return
  if (claimed && !(await giveWay(deps, claimed))) return
  throw new StatementIssuedError('a statement of study of this enrolment holds; annul it first')
}

/** Entries that a slow process marked for a claim which had been given up by then. */
async function releaseDeadClaims(
  { stores }: CreditsDeps,
  { learnerId, programmeId }: Enrolment,
): Promise<void> {
  const entries = await stores.entries.ofBook(learnerId, programmeId)
  for (const id of new Set(entries.flatMap(entry => entry.consumedBy ?? []))) {
    const holder = await stores.certificates.byId(id)
    if (!holder || holder.state === 'abandoned' || holder.state === 'spoiled')
      await stores.entries.release(id)
  }
}
