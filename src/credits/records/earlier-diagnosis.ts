/** What the repeat diagnosis of one programme means for the next (Тюмень пп. 3.1, 3.6): it stands at its beginning. */
import { isWithdrawn } from '#domain/records/record'
import type { BookRecord } from '#store/ports/records'
import type { CreditsDeps } from '../deps.ts'
import type { SeenBook } from '../writing/seen-book.ts'
import type { RecordsView } from './contract.ts'

/** The last one in another programme of the learner; `null` once this programme has a diagnosis before it. */
export async function earlierDiagnosis(
  { stores }: CreditsDeps,
  { enrolment }: SeenBook,
  own: readonly BookRecord[],
): Promise<RecordsView['earlierDiagnosis']> {
  if (own.some(each => each.content.kind === 'diagnosis-before' && !isWithdrawn(each))) return null
  const all = await stores.enrolments.byLearner(enrolment.learnerId)
  const others = all.filter(({ id, facts }) => id !== enrolment.id && facts.diagnosisAfter !== undefined)
  const records = (await Promise.all(others.map(({ id }) => stores.records.ofEnrolment(id)))).flat()
  const last = records
    .filter(each => each.content.kind === 'diagnosis-after' && !isWithdrawn(each))
    .toSorted((a, b) => ((a.content.date ?? '') < (b.content.date ?? '') ? -1 : 1))
    .at(-1)
  if (!last) return null
  const programme = await stores.programmes.byId(last.programmeId)
  return { record: last, programme: programme?.title ?? last.programmeId }
}
