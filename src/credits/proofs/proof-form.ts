import { claimKinds } from '#domain/entries/claim-kinds'
import { personOrId } from '../books/views.ts'
import type { CreditsDeps } from '../deps.ts'
import { actInRole, type SeenBook, seeBook } from '../writing/seen-book.ts'
import type { ProofForm, Proofs } from './contract.ts'

/** Of the papers that the regulations name (Тюмень пп. 1.3, 4.3); a regulation that names none takes these too. */
const USUAL_DOCUMENTS = [
  { ru: 'справка', en: 'note' },
  { ru: 'сертификат', en: 'certificate' },
  { ru: 'свидетельство', en: 'testimonial' },
  { ru: 'удостоверение', en: 'credential' },
]

export function proofForm(deps: CreditsDeps): Proofs['form'] {
  return async (actor, ref) => {
    const book = await seeBook(deps, actor, ref)
    actInRole(actor, book.roles, book.writing.enter)
    const people = await deps.stores.people.byIds([book.enrolment.learnerId])
    const learner = personOrId(people, book.enrolment.learnerId)
    const regulation = deps.regulations.inForce(book.programme.regulation, book.today)
    return formOf(book, { learner, regulation })
  }
}

function formOf(book: SeenBook, more: Pick<ProofForm, 'learner' | 'regulation'>): ProofForm {
  const { programme, own, today } = book
  const named = more.regulation.entryDocument?.kinds ?? []
  return {
    ...more,
    programme,
    own,
    today,
    kinds: claimKinds(more.regulation, programme),
    documentKinds: named.length > 0 ? named : USUAL_DOCUMENTS,
    scanNeeded: own,
  }
}
