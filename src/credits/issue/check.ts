/** What stands between an enrolment and its certificate, as `issueCertificate` will find it. */
import type { Actor } from '#domain/actor'
import type { IssueOrder, IssuePolicy } from '#store/ports/issue'
import type { Enrolment } from '#store/ports/people'
import { type LoadedBook, loadBooks, todayOf } from '../books/load-books.ts'
import { personOrId } from '../books/views.ts'
import type { CreditsDeps } from '../deps.ts'
import type { CheckedRow } from './contract.ts'
import { isOrderExpired } from './order.ts'

/** In the order of the enrolments. */
export async function checkEnrolments(
  deps: CreditsDeps,
  actor: Actor,
  enrolments: readonly Enrolment[],
  order?: IssueOrder,
): Promise<CheckedRow[]> {
  const { people, issue } = deps.stores
  const [books, persons, policies] = await Promise.all([
    loadBooks(deps, enrolments),
    people.byIds(enrolments.map(enrolment => enrolment.learnerId)),
    issue.policies([...new Set(enrolments.map(enrolment => enrolment.programmeId))]),
  ])
  return books.map(book => {
    const { enrolment, programme } = book
    const obstacle = obstacleOf(deps, actor, book, policies.get(programme.id), order)
    return {
      enrolmentId: enrolment.id,
      learner: personOrId(persons, enrolment.learnerId),
      programme: { id: programme.id, title: programme.title, signatory: programme.issuer.signatory },
      obstacle,
      missing: obstacle === 'not_eligible' ? book.progress.requirements.filter(one => !one.met) : [],
    }
  })
}

function obstacleOf(
  deps: CreditsDeps,
  actor: Actor,
  { enrolment, certificate, progress }: LoadedBook,
  policy: IssuePolicy | undefined,
  order: IssueOrder | undefined,
): string | null {
  if (enrolment.learnerId === actor.personId) return 'own_certificate'
  if (certificate?.status === 'annulled') return 'certificate_annulled'
  if (certificate?.state === 'issued') return 'certificate_issued'
  if (!progress.eligible) return 'not_eligible'
  return isOrderExpired(order?.on ?? enrolment.facts.issueOrder, policy, todayOf(deps))
    ? 'order_expired'
    : null
}
