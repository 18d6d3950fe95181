import { covers } from '#domain/appointment'
import { fullName } from '#domain/full-name'
import type { CreditsDeps } from '../deps.ts'
import { seeBook } from '../writing/seen-book.ts'
import type { Proofs } from './contract.ts'

/** Who will look at what was sent: those appointed to sign in this book. */
export function checkers(deps: CreditsDeps): Proofs['checkers'] {
  const { stores } = deps
  return async (actor, ref) => {
    const { enrolment, writing, today } = await seeBook(deps, actor, ref)
    const { learnerId, programmeId } = enrolment
    const [appointed, learner] = await Promise.all([
      stores.appointments.ofProgramme(programmeId, today),
      stores.people.byId(learnerId),
    ])
    const subject = { learnerId, programmeId, organisation: learner?.organisation }
    const ids = appointed
      .filter(each => each.personId !== learnerId && covers(each, subject))
      .filter(({ role }) => writing.sign.some(each => each === role))
      .map(({ personId }) => personId)
    const people = await stores.people.byIds([...new Set(ids)])
    return [...people.values()].map(fullName)
  }
}
