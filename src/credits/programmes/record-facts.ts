/** Facts that requirements refer to: papers complete, project defended … */
import { OwnEntryError } from '#domain/entry-machine'
import { NotFoundError } from '#domain/errors'
import { actAs, reachableProgramme } from '../access.ts'
import { recompute } from '../books/recompute.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { requireFacts } from './facts.ts'

/** @throws {OwnEntryError} about one's own book */
export function recordFacts(deps: CreditsDeps): Credits['recordFacts'] {
  const { enrolments } = deps.stores

  return async (actor, { enrolmentId, facts }) => {
    const acting = actAs(actor, 'curator', 'administrator', 'system')
    const enrolment = await enrolments.byId(enrolmentId)
    if (!enrolment) throw new NotFoundError('no such enrolment')
    await reachableProgramme(deps.stores, acting, enrolment.programmeId)
    if (enrolment.learnerId === actor.personId)
      throw new OwnEntryError('nobody records facts on their own book')
    requireFacts(facts)
    if (Object.keys(facts).length > 0) await enrolments.setFacts(enrolmentId, facts)
    await recompute(deps)([enrolment])
    return (await enrolments.byId(enrolmentId)) ?? enrolment
  }
}
