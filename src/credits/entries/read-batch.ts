/** «Показать их»: the entries of a bulk action as they stand now. */
import { NotFoundError } from '#domain/errors'
import { actAs, hasRole } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { loadRoles } from '../writing/roles.ts'
import { requireDecider } from '../writing/signers.ts'
import { loadRows } from './queue-rows.ts'

/** @throws {NotFoundError} if the actor sees no entry of it */
export function readBatch(deps: CreditsDeps): Credits['readBatch'] {
  return async (actor, { batchId, limit }) => {
    const acting = hasRole(actor, ['administrator'])
      ? actAs(actor, 'curator', 'administrator')
      : await requireDecider(deps, actor)
    const entries = await deps.stores.entries.byBatch(batchId)
    const { programmes, sees } = await loadRoles(deps, acting, entries)
    const visible = entries.filter(entry => entry.learnerId !== acting.personId && sees(entry))
    if (visible.length === 0) throw new NotFoundError('no such action')
    const rows = await loadRows(deps, acting, visible.slice(0, limit), programmes)
    return { count: visible.length, rows }
  }
}
