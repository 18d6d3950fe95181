import { actAs, reachableProgrammes, STAFF } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'

/** The programmes that the actor's roles reach. @throws {ForbiddenError} for a learner */
export function listProgrammes(deps: CreditsDeps): Credits['listProgrammes'] {
  return async actor => reachableProgrammes(deps.stores, actAs(actor, ...STAFF))
}
