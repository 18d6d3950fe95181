/** How many wait for the issuer, and how many are not ready: for the heads of two lists, never for a decision. */
import { STAFF } from '../access.ts'
import type { Credits, UpTo } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { dutiesOf } from '../writing/duties.ts'

const MOST = 1_000

export function countLearners(deps: CreditsDeps): Credits['countLearners'] {
  return async actor => {
    const { isWhole, programmes } = await dutiesOf(deps, actor, STAFF)
    if (!isWhole) return null
    const programmeIds = programmes.map(({ id }) => id)
    const count = (eligible: boolean) =>
      deps.stores.enrolments.countActive({ programmeIds, eligible, limit: MOST + 1 })
    const [ready, waiting] = await Promise.all([count(true), count(false)])
    return { ready: upTo(ready), waiting: upTo(waiting) }
  }
}

const upTo = (found: number): UpTo => ({ count: Math.min(found, MOST), more: found > MOST })
