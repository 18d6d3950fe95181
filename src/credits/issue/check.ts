/** What stands between an enrolment and its certificate, as `issueCertificate` will find it. */
import type { Actor } from '#domain/access/actor'
import type { IssueOrder, IssuePolicy } from '#store/ports/issue'
import type { Enrolment } from '#store/ports/people'
import { type LoadedBook, loadBooks, todayOf } from '../books/load-books.ts'
import { personOrId } from '../books/views.ts'
import { holding } from '../certificates/one-kind.ts'
import type { CreditsDeps } from '../deps.ts'
import type { CheckedRow } from './contract.ts'
import { isOrderExpired, withOrder } from './order.ts'

/** In the order of the enrolments. */
export async function checkEnrolments(
  deps: CreditsDeps,
  actor: Actor,
  enrolments: readonly Enrolment[],
  order?: IssueOrder,
): Promise<CheckedRow[]> {
  const { people, issue, consents, certificates } = deps.stores
  const learners = enrolments.map(enrolment => enrolment.learnerId)
  const [books, persons, consenting, documents, policies] = await Promise.all([
    loadBooks(
      deps,
      enrolments.map(enrolment => withOrder(enrolment, order)),
    ),
    people.byIds(learners),
    consents.given(learners, 'processing'),
    certificates.ofEnrolments(enrolments.map(enrolment => enrolment.id)),
    issue.policies([...new Set(enrolments.map(enrolment => enrolment.programmeId))]),
  ])
  return books.map(book => {
    const { enrolment, programme } = book
    const lacksConsent = !consenting.has(enrolment.learnerId)
    const hasLeft =
      holding(
        'statement',
        documents.filter(each => each.enrolmentId === enrolment.id),
      ) !== undefined
    const policy = policies.get(programme.id)
    const obstacle = obstacleOf(deps, actor, book, { policy, lacksConsent, hasLeft })
    return {
      enrolmentId: enrolment.id,
      learner: personOrId(persons, enrolment.learnerId),
      programme: { id: programme.id, title: programme.title, signatory: programme.issuer.signatory },
      obstacle,
      missing: obstacle === 'not_eligible' ? book.progress.requirements.filter(one => !one.met) : [],
      lacksConsent,
    }
  })
}

interface Circumstances {
  policy: IssuePolicy | undefined
  lacksConsent: boolean
  /** A statement of study holds. */
  hasLeft: boolean
}

function obstacleOf(
  deps: CreditsDeps,
  actor: Actor,
  { enrolment, certificate, progress }: LoadedBook,
  { policy, lacksConsent, hasLeft }: Circumstances,
): string | null {
  if (enrolment.learnerId === actor.personId) return 'own_certificate'
  if (certificate?.status === 'annulled') return 'certificate_annulled'
  if (certificate?.state === 'issued') return 'certificate_issued'
  if (hasLeft) return 'statement_issued'
  if (!progress.eligible) return 'not_eligible'
  if (isOrderExpired(enrolment.facts.issueOrder, policy, todayOf(deps))) return 'order_expired'
  return policy?.consentRequired && lacksConsent ? 'consent_missing' : null
}
