/** How many wait for the issuer, and how many are not ready: for the heads of two lists, never for a decision. */
import { STAFF } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { COUNT_LIMIT, upTo } from '../up-to.ts'
import { dutiesOf } from '../writing/duties.ts'

export function countLearners(deps: CreditsDeps): Credits['countLearners'] {
  return async actor => {
    const { isWhole, programmes } = await dutiesOf(deps, actor, STAFF)
    if (!isWhole) return null
    const programmeIds = programmes.map(({ id }) => id)
    const count = (eligible: boolean) =>
      deps.stores.enrolments.countActive({ programmeIds, eligible, limit: COUNT_LIMIT + 1 })
    const [ready, waiting] = await Promise.all([count(true), count(false)])
    return { ready: upTo(ready), waiting: upTo(waiting) }
  }
}
