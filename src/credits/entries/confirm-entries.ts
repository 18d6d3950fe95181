/** The curator confirms (ТГПУ п. 5.2.4): in bulk, exceptions named. */
import { applyTransition } from '#domain/entry-machine'
import { actAs } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { decide, undoUntil } from './decide.ts'
import { loadRemarks } from './remarks.ts'

/**
 * Refused: `not_found`, `own_entry`, `conflict` (decided meanwhile), `remark` (unless listed), `duplicate` (another entry of
 * this module is confirmed), `entry_consumed`.
 */
export function confirmEntries(deps: CreditsDeps): Credits['confirmEntries'] {
  return async (actor, { entryIds, despiteRemarks = [] }) => {
    const curator = actAs(actor, 'curator')
    const batchId = deps.newId()
    const at = deps.now().toISOString()
    const despite = new Set(despiteRemarks)
    const result = await decide(deps, {
      actor: curator,
      entryIds,
      async prepare(entries, programmes) {
        const remarks = await loadRemarks(deps, entries, programmes)
        return entry => {
          if (entry.status !== 'imported') return { refused: 'conflict' }
          const next = applyTransition(entry, 'confirm', { actor: curator, at, batchId })
          return remarks(entry).length > 0 && !despite.has(entry.id) ? { refused: 'remark' } : next
        }
      },
    })
    return { batchId, ...result, undoUntil: undoUntil(at) }
  }
}
