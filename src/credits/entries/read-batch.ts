/** «Показать их»: the entries of a bulk action as they stand now. */
import { NotFoundError } from '#domain/errors'
import { actAs, reachableOf } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { loadRows } from './queue-rows.ts'

/** @throws {NotFoundError} if the actor sees no entry of it */
export function readBatch(deps: CreditsDeps): Credits['readBatch'] {
  return async (actor, { batchId, limit }) => {
    const acting = actAs(actor, 'curator', 'administrator')
    const entries = await deps.stores.entries.byBatch(batchId)
    const programmes = await reachableOf(
      deps.stores,
      acting,
      entries.map(entry => entry.programmeId),
    )
    const visible = entries.filter(entry => programmes.has(entry.programmeId))
    if (visible.length === 0) throw new NotFoundError('no such action')
    const rows = await loadRows(deps, acting, visible.slice(0, limit), programmes)
    return { count: visible.length, rows }
  }
}
