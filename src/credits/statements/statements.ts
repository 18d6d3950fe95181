/** Issues statements of study by the same recoverable steps as certificates: claimed, numbered, rendered, issued. */
import type { Actor } from '#domain/access/actor'
import { AppError, ConflictError, NotFoundError } from '#domain/errors'
import type { Certificate } from '#store/ports/certificates'
import type { Enrolment } from '#store/ports/people'
import { actAs, reachableProgramme } from '../access.ts'
import { loadBooks, todayOf } from '../books/load-books.ts'
import { buildClaim } from '../certificates/draft.ts'
import { finishClaim, giveBack } from '../certificates/finish-claim.ts'
import { findHolding, giveWay } from '../certificates/one-kind.ts'
import type { CreditsDeps } from '../deps.ts'
import { CertificateAnnulledError, OwnCertificateError } from '../errors.ts'
import { requireOrder } from '../issue/order.ts'
import { dressOf } from '../templates/dress.ts'
import type { Statements } from './contract.ts'

/** Who has a certificate did not leave. */
export class StatementNotDueError extends AppError {
  readonly code = 'statement_not_due'
  readonly status = 409
}

export function createStatements(deps: CreditsDeps): Statements {
  return {
    issue: issueStatement(deps),
    async find(actor, enrolmentId) {
      const staff = actAs(actor, 'issuer', 'administrator', 'curator')
      const enrolment = await enrolmentFor(deps, staff, enrolmentId)
      const all = await deps.stores.certificates.ofEnrolments([enrolment.id])
      return all.findLast(each => each.kind === 'statement') ?? null
    },
  }
}

function issueStatement(deps: CreditsDeps): Statements['issue'] {
  return async (actor, { enrolmentId, order }) => {
    const issuer = actAs(actor, 'issuer', 'administrator')
    if (order) requireOrder(order, todayOf(deps))
    const enrolment = await enrolmentFor(deps, issuer, enrolmentId)
    if (enrolment.learnerId === actor.personId)
      throw new OwnCertificateError('nobody issues their own statement')
    const claim = await claimOf(deps, issuer, enrolment)
    const held = await deps.stores.certificates.claim({ ...claim, ...(order && { order }) })
    await expectStanding(deps, held, enrolment)
    return finishClaim(deps, held)
  }
}

async function enrolmentFor({ stores }: CreditsDeps, actor: Actor, enrolmentId: string): Promise<Enrolment> {
  const enrolment = await stores.enrolments.byId(enrolmentId)
  if (!enrolment) throw new NotFoundError('no such enrolment')
  await reachableProgramme(stores, actor, enrolment.programmeId)
  return enrolment
}

async function claimOf(deps: CreditsDeps, actor: Actor, enrolment: Enrolment): Promise<Certificate> {
  const [book] = await loadBooks(deps, [enrolment])
  const learner = await deps.stores.people.byId(enrolment.learnerId)
  if (!book || !learner) throw new NotFoundError('no such book')
  if (book.certificate) throw new StatementNotDueError('a certificate of this enrolment exists')
  const { programme, regulation } = book
  const kind = 'statement' as const
  const dress = await dressOf(deps.stores, { kind, programme, regulation, person: learner, name: learner })
  return buildClaim(deps, actor, book, learner, { dress, kind })
}

/** Of a claim that was given up, annulled, or came beside a certificate nothing is made. */
async function expectStanding(deps: CreditsDeps, held: Certificate, enrolment: Enrolment): Promise<void> {
  if (held.state === 'abandoned' || held.state === 'spoiled') {
    await giveBack(deps, held)
    throw new ConflictError('that number was given up; ask again', { certificateId: held.id })
  }
  if (held.status === 'annulled')
    throw new CertificateAnnulledError('the statement was annulled; issue a correction')
  if ((await findHolding(deps, 'certificate', enrolment)) && (await giveWay(deps, held)))
    throw new StatementNotDueError('a certificate of this enrolment is being issued')
}
