/** Whoever signs confirms (ТГПУ п. 5.2.4, Тюмень п. 4.3): in bulk, exceptions named. The confirmation is the signature. */
import type { Actor } from '#domain/access/actor'
import { applyTransition } from '#domain/entries/entry-machine'
import { signed } from '#domain/entries/signature'
import type { BatchResult, Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { sha256 } from '../sha256.ts'
import { requireDecider } from '../writing/signers.ts'
import { type Begun, beginBatch } from './begin-batch.ts'
import { decide, undoUntil } from './decide.ts'
import { loadRemarks } from './remarks.ts'
import { awaitsHours } from './self-education.ts'

/**
 * Refused: `not_found`, `own_entry`, `not_signer` (another role signs there), `hours_not_set` (self-education), `conflict` (decided meanwhile), `remark` (unless listed), `duplicate` (another entry of
 * this module is confirmed), `entry_consumed`.
 */
export function confirmEntries(deps: CreditsDeps): Credits['confirmEntries'] {
  const confirm = confirmIn(deps)
  return async (actor, { entryIds, despiteRemarks = [], key }) => {
    const batch = await beginBatch(deps, actor, key, ['confirm', entryIds, despiteRemarks])
    return confirm(actor, batch, { entryIds, despiteRemarks })
  }
}

/** The same within a batch that has begun. */
export function confirmIn(deps: CreditsDeps) {
  return async (
    actor: Actor,
    { batchId, at, isDone }: Begun,
    { entryIds, despiteRemarks = [] }: { entryIds: readonly string[]; despiteRemarks?: readonly string[] },
  ): Promise<BatchResult> => {
    const signer = await requireDecider(deps, actor)
    const despite = new Set(despiteRemarks)
    const result = await decide(deps, {
      actor: signer,
      entryIds,
      signersOnly: true,
      isDone,
      async prepare(entries, programmes) {
        const remarks = await loadRemarks(deps, entries, programmes)
        return (entry, acting) => {
          if (entry.status !== 'imported') return { refused: 'conflict' }
          const next = applyTransition(entry, 'confirm', { ...acting, at, batchId })
          if (awaitsHours(deps, entry, programmes)) return { refused: 'hours_not_set' }
          if (remarks(entry).length > 0 && !despite.has(entry.id)) return { refused: 'remark' }
          return signed(next, sha256)
        }
      },
    })
    return { batchId, ...result, undoUntil: undoUntil(at) }
  }
}
