import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { dutiesOf } from '../writing/duties.ts'

const MENU_LIMIT = 99

/** One count on the index of the queue; what an appointed signer sees has to be looked through, which a menu does not. */
export function countWaiting(deps: CreditsDeps): Credits['countWaiting'] {
  return async actor => {
    const { programmes, isWhole } = await dutiesOf(deps, actor, ['curator'])
    if (!isWhole) return null
    const filter = { programmeIds: programmes.map(({ id }) => id) }
    const count = await deps.stores.entries.queueSize(filter, MENU_LIMIT + 1)
    return { count: Math.min(count, MENU_LIMIT), more: count > MENU_LIMIT }
  }
}
