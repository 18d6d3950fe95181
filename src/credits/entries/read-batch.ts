/** «Показать их»: the entries of a bulk action, and those that it left out, as they stand now. */
import type { Actor } from '#domain/access/actor'
import type { Entry } from '#domain/entries/entry'
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
    const batch = await deps.stores.entries.byBatch(batchId)
    const { acting, visible, programmes } = await visibleOf(deps, actor, batch)
    const others = visible.filter(entry => entry.learnerId !== acting.personId)
    if (others.length === 0) throw new NotFoundError('no such action')
    return { count: others.length, rows: await loadRows(deps, acting, others.slice(0, limit), programmes) }
  }
}

/** What the actor does not see is not among them. */
export function readEntries(deps: CreditsDeps): Credits['readEntries'] {
  return async (actor, { entryIds }) => {
    const found = await deps.stores.entries.byIds(entryIds)
    const { acting, visible, programmes } = await visibleOf(deps, actor, found)
    return loadRows(deps, acting, visible, programmes)
  }
}

async function visibleOf(deps: CreditsDeps, actor: Actor, entries: Entry[]) {
  const acting = hasRole(actor, ['administrator'])
    ? actAs(actor, 'curator', 'administrator')
    : await requireDecider(deps, actor)
  const { programmes, sees } = await loadRoles(deps, acting, entries)
  return { acting, programmes, visible: entries.filter(sees) }
}
