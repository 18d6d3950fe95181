import { factsOfRecords } from '#domain/records/facts'
import type { Enrolment } from '#store/ports/people'
import type { BookRecord } from '#store/ports/records'
import { recompute } from '../books/recompute.ts'
import type { CreditsDeps } from '../deps.ts'

const stepsOf = (records: readonly BookRecord[]) =>
  records.reduce((sum, { history }) => sum + history.length, 0)

/**
 * Writes the facts that follow from the records to the enrolment. Of two writers at once the one whose view is older looks
 * again, so that the newer one's record is not forgotten.
 */
export async function deriveFacts(deps: CreditsDeps, enrolment: Enrolment): Promise<void> {
  const { records, enrolments } = deps.stores
  let seen = await records.ofEnrolment(enrolment.id)
  for (;;) {
    const facts = factsOfRecords(seen)
    if (Object.keys(facts).length > 0) await enrolments.setFacts(enrolment.id, facts)
    const now = await records.ofEnrolment(enrolment.id)
    if (stepsOf(now) === stepsOf(seen)) break
    seen = now
  }
  await recompute(deps)([enrolment])
}
