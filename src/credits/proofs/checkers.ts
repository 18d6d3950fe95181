import { fullName } from '#domain/names/full-name'
import type { CreditsDeps } from '../deps.ts'
import { signersOf } from '../reminders/signers-of.ts'
import { answerDays } from '../reminders/usual.ts'
import { seeBook } from '../writing/seen-book.ts'
import type { Proofs } from './contract.ts'

/** Who will look at what was sent, and how long that usually takes. */
export function checkers(deps: CreditsDeps): Proofs['checkers'] {
  return async (actor, ref) => {
    const { enrolment, programme } = await seeBook(deps, actor, ref)
    const [people, days] = await Promise.all([signersOf(deps, enrolment), answerDays(deps, programme)])
    return { names: people.map(fullName), days }
  }
}
