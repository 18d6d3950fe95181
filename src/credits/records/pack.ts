/** The enrolment pack (документы для зачисления): which of its documents are not handed in yet. */
import { InvalidInputError } from '#domain/errors'
import type { Regulation } from '#domain/regulations/regulation'
import type { Enrolment } from '#store/ports/people'
import { recompute } from '../books/recompute.ts'
import type { CreditsDeps } from '../deps.ts'
import type { PackView, Records } from './contract.ts'
import { writable } from './writable.ts'

/** While nobody said which, all that every learner needs are missing. @returns `null` where the regulation asks for none */
export function packOf(
  { facts }: Pick<Enrolment, 'facts'>,
  { enrolment }: Pick<Regulation, 'enrolment'>,
): PackView | null {
  if (!enrolment || enrolment.documents.length === 0) return null
  const isComplete = facts.enrolmentDocuments === 'complete'
  const known = facts.missingDocuments
  const documents = enrolment.documents.map(({ id, title, ifNeeded }) => ({
    id,
    title,
    isMissing: !isComplete && (known ? known.includes(id) : !ifNeeded),
  }))
  return { clause: enrolment.clause, isComplete, documents }
}

/** Nothing missing: the pack is complete. */
export function notePack(deps: CreditsDeps): Records['notePack'] {
  return async (actor, { missing, ...ref }) => {
    const { enrolment, regulation } = (await writable(deps, actor, ref)).book
    const known = regulation.enrolment?.documents.map(({ id }) => id) ?? []
    if (missing.some(id => !known.includes(id)))
      throw new InvalidInputError('no such document', [
        { path: 'missing', message: `one of ${known.join(', ')}` },
      ])
    await deps.stores.enrolments.setFacts(enrolment.id, {
      enrolmentDocuments: missing.length === 0 ? 'complete' : 'incomplete',
      missingDocuments: [...new Set(missing)],
    })
    await recompute(deps)([enrolment])
  }
}
