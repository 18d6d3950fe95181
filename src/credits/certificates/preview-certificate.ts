/** The document as it would be today, before anything is claimed: no number, a code that verifies nothing. */
import { NotFoundError } from '#domain/errors'
import { actAs, reachableProgramme } from '../access.ts'
import { loadBooks } from '../books/load-books.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { dressOf, imagesFor } from '../templates/dress.ts'
import { SAMPLE_CODE, SAMPLE_NUMBER } from '../templates/sample.ts'
import { buildClaim } from './draft.ts'

/** @throws {NotFoundError} for an enrolment out of scope @throws {TemplateIncompleteError} if the template lacks an image */
export function previewCertificate(deps: CreditsDeps): Credits['previewCertificate'] {
  const { stores } = deps
  return async (actor, { enrolmentId }) => {
    const issuer = actAs(actor, 'issuer', 'administrator')
    const enrolment = await stores.enrolments.byId(enrolmentId)
    if (!enrolment) throw new NotFoundError('no such enrolment')
    const programme = await reachableProgramme(stores, issuer, enrolment.programmeId)
    const [book] = await loadBooks(deps, [enrolment])
    const person = await stores.people.byId(enrolment.learnerId)
    if (!book || !person) throw new NotFoundError('no such book')
    const wearer = {
      kind: 'certificate' as const,
      programme,
      regulation: book.regulation,
      person,
      name: person,
    }
    const dress = await dressOf(stores, wearer)
    const { draft } = buildClaim(deps, issuer, book, person, { dress })
    if (!draft) throw new NotFoundError('no such book')
    const sample = {
      ...{ ...draft, registrationNumber: SAMPLE_NUMBER, verificationCode: SAMPLE_CODE },
      verificationUrl: `${deps.publicUrl}/verify/${SAMPLE_CODE}`,
    }
    return deps.render(sample, Object.fromEntries(await imagesFor(stores, draft.template)))
  }
}
