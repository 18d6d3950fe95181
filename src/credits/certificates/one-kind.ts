/** Certificate and statement of one enrolment exclude each other: whoever completed the programme did not leave it. */
import type { TemplateKind } from '#domain/templates/template'
import type { Certificate } from '#store/ports/certificates'
import type { Enrolment } from '#store/ports/people'
import type { CreditsDeps } from '../deps.ts'
import { giveBack } from './finish-claim.ts'

/** Documents of that kind that were issued, or are being issued, and hold: of an annulled one something else may follow. */
export function holding(kind: TemplateKind, documents: readonly Certificate[]): Certificate | undefined {
  return documents.find(each => (each.kind ?? 'certificate') === kind && each.status === 'valid')
}

export async function findHolding(
  { stores }: Pick<CreditsDeps, 'stores'>,
  kind: TemplateKind,
  { id, learnerId }: Enrolment,
): Promise<Certificate | undefined> {
  const documents = await stores.certificates.byLearner(learnerId)
  return holding(
    kind,
    documents.filter(each => each.enrolmentId === id),
  )
}

/**
 * Looks once more when the claim stands: of two claimed at one moment each sees the other, and whoever has no number yet
 * gives way.
 */
export async function giveWay(deps: CreditsDeps, claim: Certificate): Promise<boolean> {
  if (claim.state !== 'claimed' || !(await deps.stores.certificates.abandon(claim.id))) return false
  await giveBack(deps, claim)
  return true
}
